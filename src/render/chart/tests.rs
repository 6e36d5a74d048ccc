//! What every chart promises, whatever is in it.

use quick_xml::{Reader, events::Event};
use resvg::{
    tiny_skia::{Pixmap, Rect},
    usvg::Node,
};

use super::{
    canvas::Canvas,
    draw,
    look::WIDTH,
    picture::{self, tree},
    sample,
    text::{Face, Weight},
};
use crate::{
    language::Language,
    report::{Chart, Figure},
};

fn svg(figure: &Figure) -> String {
    draw(figure).svg()
}

/// An element of a chart, with what stands in it.
#[derive(Clone, Default, Debug)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

/// Where a text stands.
#[derive(Clone, Copy, Debug)]
struct Extent {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn number(&self, name: &str) -> f64 {
        self.attribute(name).unwrap().parse().unwrap()
    }

    /// From the top of its capitals to the bottom of its descenders, turned as it stands.
    fn extent(&self) -> Extent {
        let level = self.level_extent();
        let Some(turn) = self.attribute("transform") else { return level };
        let turn = turn.strip_prefix("rotate(270 ").and_then(|rest| rest.strip_suffix(')'));
        let (x, y) = turn.and_then(|at| at.split_once(' ')).unwrap();
        let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
        // A quarter to the left: what lay to the right lies above.
        Extent {
            left: x + (level.top - y),
            right: x + (level.bottom - y),
            top: y - (level.right - x),
            bottom: y - (level.left - x),
        }
    }

    fn level_extent(&self) -> Extent {
        let bold = self.attribute("font-weight").is_some();
        let size = self.number("font-size");
        let face = Face { size, weight: if bold { Weight::Bold } else { Weight::Regular } };
        let width = face.width(&self.text);
        let left = self.number("x")
            - match self.attribute("text-anchor") {
                None => 0.0,
                Some("middle") => width / 2.0,
                Some("end") => width,
                Some(other) => panic!("an anchor at the {other}"),
            };
        let baseline = self.number("y");
        let (top, bottom) = (baseline - 0.73 * size, baseline + 0.22 * size);
        Extent { left, right: left + width, top, bottom }
    }
}

impl Extent {
    fn overlaps(self, other: Extent) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Reads a chart as any XML reader would.
fn elements(svg: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(svg);
    let mut elements: Vec<Element> = Vec::new();
    let mut open = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                open = true;
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    (attribute.key.as_ref().to_string(), attribute.value.to_string())
                });
                let attributes = attributes.collect();
                let name = tag.name().as_ref().to_string();
                elements.push(Element { name, attributes, text: String::new() });
            }
            Event::End(_) => open = false,
            Event::Text(text) if open => elements.last_mut().unwrap().text += &text,
            Event::GeneralRef(name) => {
                let letter = match &*name {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    other => panic!("a reference to {other}"),
                };
                elements.last_mut().unwrap().text.push(letter);
            }
            Event::Eof => return elements,
            _ => {}
        }
    }
}

fn texts(svg: &str) -> Vec<Element> {
    elements(svg).into_iter().filter(|element| element.name == "text").collect()
}

fn shown(svg: &str) -> Vec<String> {
    texts(svg).into_iter().map(|text| text.text).collect()
}

/// Checks that no two texts overlap and that all stand on the page.
#[track_caller]
fn all_text_can_be_read(name: &str, drawing: &str) {
    let height = elements(drawing)[0].number("height");
    let texts = texts(drawing);
    let placed: Vec<(&str, Extent)> =
        texts.iter().map(|text| (text.text.as_str(), text.extent())).collect();
    for (place, (one, extent)) in placed.iter().enumerate() {
        let Extent { left, right, top, bottom } = *extent;
        let inside = 0.0 <= left && right <= WIDTH && 0.0 <= top && bottom <= height;
        assert!(inside, "{name}: {one:?} at {extent:?}");
        for (other, beside) in &placed[place + 1..] {
            assert!(!extent.overlaps(*beside), "{name}: {one:?} on {other:?}");
        }
    }
}

#[test]
fn no_two_texts_overlap_and_all_stand_on_the_page() {
    for (name, figure) in sample::all() {
        all_text_can_be_read(&name, &svg(&figure));
    }
}

/// Words that charts say by themselves have room, and none is cut that English does not cut.
#[test]
fn words_have_room_in_spanish() {
    let cut = |drawing: &str| shown(drawing).iter().filter(|text| text.ends_with('…')).count();
    for (name, figure) in sample::all() {
        let english = svg(&figure);
        let spanish = svg(&Figure { language: Language::Spanish, ..figure });
        all_text_can_be_read(&name, &spanish);
        assert_eq!(cut(&spanish), cut(&english), "{name}");
    }
}

/// The renderer of the pictures lays text out by itself, with kerning.
#[test]
fn texts_are_as_wide_as_they_are_measured() {
    for (name, figure) in sample::all() {
        let drawing = svg(&figure);
        let tree = tree(&drawing);
        let mut drawn = Vec::new();
        boxes_of_texts(tree.root().children(), &mut drawn);
        let texts = texts(&drawing);
        assert_eq!(drawn.len(), texts.len(), "{name}");
        for (text, drawn) in texts.iter().zip(drawn) {
            let Extent { left, right, top, bottom } = text.extent();
            let is_upright = text.attribute("transform").is_some();
            let (from, to, drawn_from, drawn_to) = if is_upright {
                (top, bottom, drawn.top(), drawn.bottom())
            } else {
                (left, right, drawn.left(), drawn.right())
            };
            let is_wider = f64::from(drawn_from) < from - 1.0 || to + 1.0 < f64::from(drawn_to);
            assert!(!is_wider, "{name}: {:?} from {from} to {to} is {drawn:?}", text.text);
        }
    }
}

/// Where the renderer puts each text, in the order of the drawing.
fn boxes_of_texts(nodes: &[Node], found: &mut Vec<Rect>) {
    for node in nodes {
        match node {
            Node::Text(text) => found.push(text.abs_bounding_box()),
            Node::Group(group) => boxes_of_texts(group.children(), found),
            _ => {}
        }
    }
}

/// Where a machine lacks the font, texts keep to the room that they were given. In Noto Sans
/// Regular an `n` is 618 of 1000 wide, and labels are set in 12 pixels.
#[test]
fn each_text_says_how_much_room_it_has() {
    for (name, figure) in sample::all() {
        for text in texts(&svg(&figure)).iter().filter(|text| !text.text.is_empty()) {
            let room = text.number("textLength");
            // Before it is turned, where it is.
            let Extent { left, right, .. } = text.level_extent();
            assert!((room - (right - left)).abs() < 0.06, "{name}: {:?}", text.text);
            assert_eq!(text.attribute("lengthAdjust"), Some("spacingAndGlyphs"));
        }
    }
    let chart = texts(&svg(&sample::twelve_standards()));
    let n = chart.iter().find(|text| text.text == "n").unwrap();
    assert_eq!(n.attribute("textLength"), Some("7.4"));
}

#[test]
fn any_number_of_panels_and_years_has_room() {
    for panels in 1..=12 {
        for years in [1, 2, 3, 4, 6, 8, 11, 15] {
            let name = format!("{panels} panels over {years} years");
            all_text_can_be_read(&name, &svg(&sample::many(panels, years)));
        }
    }
}

#[test]
fn no_text_is_smaller_than_nine_points_in_print() {
    let points_per_pixel = 6.5 * 72.0 / WIDTH;
    for (name, figure) in sample::all() {
        for text in texts(&svg(&figure)) {
            let points = text.number("font-size") * points_per_pixel;
            assert!(9.0 <= points, "{name}: {:?} is set in {points} points", text.text);
        }
    }
}

#[test]
fn no_mark_covers_a_text() {
    for (name, figure) in sample::all() {
        let drawing = svg(&figure);
        let texts = texts(&drawing);
        let placed: Vec<(&str, Extent)> =
            texts.iter().map(|text| (text.text.as_str(), text.extent())).collect();
        for disc in elements(&drawing).iter().filter(|element| element.name == "circle") {
            let (x, y, radius) = (disc.number("cx"), disc.number("cy"), disc.number("r"));
            let (left, right) = (x - radius, x + radius);
            let reach = Extent { left, right, top: y - radius, bottom: y + radius };
            for (text, extent) in &placed {
                assert!(!extent.overlaps(reach), "{name}: a mark on {text:?}");
            }
        }
    }
}

/// What a rectangle or a filled outline takes on the page; None for lines and for what is not drawn.
fn filled(element: &Element) -> Option<Extent> {
    let is_filled = element.attribute("fill").is_some_and(|fill| fill != "none");
    if !is_filled {
        return None;
    }
    match element.name.as_str() {
        "rect" => {
            let (left, top) = (element.number("x"), element.number("y"));
            let (right, bottom) = (left + element.number("width"), top + element.number("height"));
            Some(Extent { left, right, top, bottom })
        }
        "circle" => {
            let (x, y, radius) = (element.number("cx"), element.number("cy"), element.number("r"));
            let (left, right) = (x - radius, x + radius);
            Some(Extent { left, right, top: y - radius, bottom: y + radius })
        }
        "path" => {
            let corners = corners(element);
            let of = |at: fn(&(f64, f64)) -> f64| corners.iter().map(at);
            Some(Extent {
                left: of(|it| it.0).fold(f64::INFINITY, f64::min),
                right: of(|it| it.0).fold(f64::NEG_INFINITY, f64::max),
                top: of(|it| it.1).fold(f64::INFINITY, f64::min),
                bottom: of(|it| it.1).fold(f64::NEG_INFINITY, f64::max),
            })
        }
        _ => None,
    }
}

/// The points of a path of straight lines.
fn corners(path: &Element) -> Vec<(f64, f64)> {
    let way = path.attribute("d").unwrap().trim_end_matches('Z');
    let points = way.split(['M', 'L']).filter(|point| !point.is_empty());
    let point = |point: &str| {
        let (x, y) = point.split_once(' ').unwrap();
        (x.parse().unwrap(), y.parse().unwrap())
    };
    points.map(point).collect()
}

#[test]
fn nothing_is_drawn_off_the_page() {
    for (name, figure) in sample::all() {
        let elements = elements(&svg(&figure));
        let height = elements[0].number("height");
        let inside = |(x, y): (f64, f64)| (0.0..=WIDTH).contains(&x) && (0.0..=height).contains(&y);
        // The first rectangle is the page itself.
        let page = elements.iter().position(|it| it.name == "rect").unwrap();
        for element in &elements[page + 1..] {
            if element.name == "path" {
                assert!(corners(element).into_iter().all(inside), "{name}: {element:?}");
            }
            if let Some(Extent { left, right, top, bottom }) = filled(element) {
                assert!(inside((left, top)) && inside((right, bottom)), "{name}: {element:?}");
            }
        }
    }
}

/// Paper that makes room for a text, a tint behind a plot, and cells with numbers in them do so.
#[test]
fn no_bar_covers_a_text() {
    let makes_room = ["#ffffff", "#f1f6fa"];
    let holds_text = |name: &str| name.starts_with("heat") || name.starts_with("shares");
    for (name, figure) in sample::all().into_iter().filter(|(name, _)| !holds_text(name)) {
        let drawing = svg(&figure);
        let texts: Vec<(String, Extent)> =
            texts(&drawing).into_iter().map(|text| (text.text.clone(), text.extent())).collect();
        let is_bar = |element: &&Element| {
            element.attribute("fill").is_some_and(|fill| !makes_room.contains(&fill))
        };
        for bar in elements(&drawing).iter().filter(is_bar).filter_map(filled) {
            for (text, extent) in &texts {
                assert!(!extent.overlaps(bar), "{name}: {bar:?} on {text:?}");
            }
        }
    }
}

/// One of a hundred marks is enough to see that each has its words.
#[test]
fn marks_say_what_they_are_where_one_points() {
    let told = |figure: &Figure| -> Vec<String> {
        let elements = elements(&svg(figure));
        let words = elements.windows(2).filter(|pair| pair[0].name == "g");
        words.map(|pair| pair[1].text.clone()).collect()
    };
    let trend = told(&sample::three_panels());
    let first = "Youth Voice and Leadership, Self-assessment, 2020-21: 2.10 (1.53 to 2.67), n\u{a0}=\u{a0}4";
    assert_eq!((trend.len(), trend[0].as_str()), (22, first));
    for (name, figure) in sample::all() {
        let is_silent = !svg(&figure).contains("<g>");
        let has_marks = elements(&svg(&figure)).iter().any(|it| it.name == "circle");
        assert!(!has_marks || !is_silent, "{name}");
    }
}

#[test]
fn those_who_cannot_see_it_get_the_finding_and_the_description() {
    for (name, figure) in sample::all() {
        let elements = elements(&svg(&figure));
        assert_eq!(elements[0].attribute("role"), Some("img"), "{name}");
        let tags: Vec<&str> = elements[1..3].iter().map(|tag| tag.name.as_str()).collect();
        assert_eq!(tags, ["title", "desc"], "{name}");
        assert_eq!(elements[1].text, figure.finding, "{name}");
        assert_eq!(elements[2].text, figure.description, "{name}");
    }
}

#[test]
fn names_never_become_markup() {
    let known = ["svg", "title", "desc", "g", "rect", "path", "circle", "text"];
    for (name, figure) in sample::all() {
        for element in elements(&svg(&figure)) {
            assert!(known.contains(&element.name.as_str()), "{name}: <{}>", element.name);
        }
    }
    let names = shown(&svg(&sample::standards_of(&sample::HOSTILE)));
    assert!(names.contains(&"<script>alert(\"x\")</script>".to_string()), "{names:?}");
    assert!(names.contains(&"=cmd|' /C calc'!A0".to_string()), "{names:?}");
}

#[test]
fn letters_that_xml_cannot_hold_are_left_out() {
    let mut figure = sample::three_panels();
    figure.finding = "Bell \u{7} and null \u{0}".to_string();
    let elements = elements(&svg(&figure));
    assert_eq!(elements[1].text, "Bell  and null ");
}

#[test]
fn what_is_no_number_is_not_drawn() {
    let mut figure = sample::three_panels();
    let Chart::Trend(chart) = &mut figure.chart else { panic!("a trend") };
    for line in chart.panels.iter_mut().flat_map(|panel| &mut panel.lines) {
        for point in line.segments.iter_mut().flatten() {
            point.mark.value = f64::NAN;
            point.mark.interval = Some((f64::NEG_INFINITY, f64::NAN));
        }
    }
    chart.axis.target = Some((f64::NAN, "target".to_string()));
    let drawing = svg(&figure);
    assert!(!drawing.contains("NaN") && !drawing.contains("inf"), "{drawing}");
    assert_eq!(shown(&drawing).iter().filter(|text| *text == "no ratings yet").count(), 3);
}

#[test]
fn the_same_figure_gives_the_same_bytes_on_every_thread() {
    let drawn = || -> Vec<String> { sample::all().iter().map(|(_, figure)| svg(figure)).collect() };
    let here = drawn();
    let threads: Vec<_> = (0..2).map(|_| std::thread::spawn(drawn)).collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), here);
    }
    let pictures = || -> Vec<Vec<u8>> {
        sample::all().iter().map(|(_, figure)| draw(figure).png(1.0)).collect()
    };
    let thread = std::thread::spawn(pictures);
    assert!(pictures() == thread.join().unwrap(), "pictures differ");
}

#[test]
fn a_picture_has_so_many_dots_to_the_pixel() {
    let sheet = draw(&sample::profile());
    let height = elements(&sheet.svg())[0].number("height");
    for scale in [1.0_f32, 2.0] {
        let picture = Pixmap::decode_png(&sheet.png(scale)).unwrap();
        let scale = f64::from(scale);
        assert!((f64::from(picture.width()) - WIDTH * scale).abs() < 1.0);
        assert!((f64::from(picture.height()) - height * scale).abs() < 1.0);
        let corner = picture.pixel(0, 0).unwrap();
        assert_eq!((corner.red(), corner.alpha()), (255, 255), "paper is white");
    }
}

/// Two ways to the same picture: letters set one by one, and the renderer that sets every script. They
/// may differ at the edges of shapes and by kerning, not in what is seen: averaged over squares of
/// eight dots, hardly one in a hundred differs by more than an eighth of black.
#[test]
fn both_ways_of_drawing_show_the_same() {
    let mut compared = 0;
    for (name, figure) in sample::all() {
        let sheet = draw(&figure);
        if Canvas::of(&sheet, 1.0).is_none() {
            continue;
        }
        let quick = Pixmap::decode_png(&sheet.png(1.0)).unwrap();
        let shaped = picture::shaped(&sheet.svg(), 1.0);
        assert_eq!((quick.width(), quick.height()), (shaped.width(), shaped.height()), "{name}");
        let (quick, shaped) = (squares(&quick), squares(&shaped));
        let apart = quick.iter().zip(&shaped).filter(|(one, other)| 32.0 < (*one - *other).abs());
        let (apart, all) = (apart.count(), quick.len());
        assert!(apart * 100 <= all, "{name}: {apart} of {all} squares differ");
        compared += 1;
    }
    assert!(5 < compared, "only {compared} charts have letters of one font");
}

/// The mean green of each square of eight dots.
fn squares(dots: &Pixmap) -> Vec<f64> {
    let (columns, rows) = (dots.width() / 8, dots.height() / 8);
    let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    let mean = |(column, row): (u32, u32)| {
        let inside = (0..64).map(|at| (column * 8 + at % 8, row * 8 + at / 8));
        let greens = inside.map(|(x, y)| f64::from(dots.pixel(x, y).unwrap().green()));
        greens.sum::<f64>() / 64.0
    };
    places.map(mean).collect()
}

/// How many points each line of a source runs through. Its lines are known by ink and thickness.
fn lines_of(drawing: &str, ink: &str, width: &str) -> Vec<usize> {
    let elements = elements(drawing);
    let lines = elements.iter().filter(|element| {
        element.attribute("stroke") == Some(ink) && element.attribute("stroke-width") == Some(width)
    });
    lines.map(|line| line.attribute("d").unwrap().matches(['M', 'L']).count()).collect()
}

/// Skill Building has two years, a missing one, and three more. Quality Staff has three years,
/// then three on another form.
#[test]
fn no_line_crosses_a_missing_year_or_a_change_of_form() {
    let drawing = svg(&sample::three_panels());
    assert_eq!(lines_of(&drawing, "#0b62a4", "2.4"), [6, 2, 3, 3, 3]);
    assert_eq!(lines_of(&drawing, "#1f2933", "1.2"), [4]);
}

/// Observation is missing in two years of Youth Voice and Leadership and in five of Quality
/// Staff, and self-assessment in one of Skill Building.
#[test]
fn a_year_without_ratings_is_a_dash_and_not_a_zero() {
    let names = shown(&svg(&sample::three_panels()));
    assert_eq!(names.iter().filter(|text| *text == "–").count(), 8);
    assert!(!names.iter().any(|text| text == "0"));
}

/// Four dimensions of the profile rest on one or two visits.
#[test]
fn marks_that_rest_on_few_are_hollow() {
    let drawing = svg(&sample::profile());
    let notes = shown(&drawing).join(" ");
    assert!(notes.contains("Hollow mark: 2 or fewer behind it."), "{notes}");
    let elements = elements(&drawing);
    let discs = elements.iter().filter(|element| element.name == "circle");
    let hollow = discs.filter(|disc| disc.attribute("fill") == Some("#ffffff")).count();
    assert_eq!(hollow, 4);
}

/// The second panel has an observation only, which has the dark ink there too.
#[test]
fn a_source_looks_the_same_in_every_panel() {
    let mut figure = sample::many(2, 3);
    let Chart::Trend(chart) = &mut figure.chart else { panic!("a trend") };
    chart.panels[1].lines.remove(0);
    let drawing = svg(&figure);
    let names = texts(&drawing).into_iter().filter(|text| text.text == "Observation");
    let inks: Vec<String> = names.map(|text| text.attribute("fill").unwrap().to_string()).collect();
    assert_eq!(inks, ["#1f2933", "#1f2933"]);
}

#[test]
fn the_target_is_named_once() {
    let has_one =
        |name: &str| ["trend", "standards", "profile"].iter().any(|kind| name.starts_with(kind));
    for (name, figure) in sample::all().into_iter().filter(|(name, _)| has_one(name)) {
        let names = shown(&svg(&figure)).iter().filter(|text| *text == "target 3.0").count();
        let expected = usize::from(!["trend-empty", "standards-none"].contains(&name.as_str()));
        assert_eq!(names, expected, "{name}");
    }
}

#[test]
fn standards_without_evidence_say_so() {
    let names = shown(&svg(&sample::twelve_standards()));
    assert_eq!(names.iter().filter(|text| *text == "no evidence yet").count(), 1);
    for standard in sample::STANDARDS {
        assert!(names.iter().any(|name| name == standard), "{standard}");
    }
}

#[test]
fn standards_in_focus_are_bold() {
    let texts = texts(&svg(&sample::twelve_standards()));
    let bold = |name: &str| {
        let text = texts.iter().find(|text| text.text == name).unwrap();
        text.attribute("font-weight").is_some()
    };
    assert!(bold("Skill Building") && bold("Quality Staff") && !bold("Sustainability"));
}

/// The last year stands under every plot, however many there are.
#[test]
fn years_without_room_are_thinned_out_from_the_last_one() {
    let shown_of = |figure: Figure| {
        let years = shown(&svg(&figure));
        years.into_iter().filter(|text| text.starts_with("20")).collect::<Vec<String>>()
    };
    assert_eq!(shown_of(sample::many(1, 1)), ["2011-12"]);
    let many = shown_of(sample::many(1, 15));
    assert_eq!(many.last().map(String::as_str), Some("2025-26"));
    assert!(many.len() < 15);
}

/// For the eye: `CQI_PICTURES=folder cargo test --lib pictures -- --ignored`.
#[test]
#[ignore = "writes pictures to look at"]
#[expect(clippy::disallowed_methods, reason = "a test that writes what it draws")]
fn pictures_of_all_samples() {
    let folder = std::path::PathBuf::from(std::env::var("CQI_PICTURES").unwrap());
    for (name, figure) in sample::all() {
        let sheet = draw(&figure);
        std::fs::write(folder.join(format!("{name}.png")), sheet.png(2.0)).unwrap();
        std::fs::write(folder.join(format!("{name}.svg")), sheet.svg()).unwrap();
    }
}
