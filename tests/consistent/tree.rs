//! Elements of XML, and of the pages that we write, as a tree.

use std::collections::BTreeMap;

use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, Event},
};

use super::document::plain;

#[derive(Clone, Default, Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Node>,
}

#[derive(Clone, Debug)]
pub(crate) enum Node {
    Text(String),
    Element(Element),
}

/// What a page has no end tag for.
const WITHOUT_END: [&str; 3] = ["meta", "br", "col"];

impl Element {
    /// The element that holds all others.
    pub(crate) fn read(text: &str) -> Element {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        let mut open = vec![Element::default()];
        loop {
            match reader.read_event().expect("what we write can be read") {
                Event::Start(start) => open.push(element(&start)),
                Event::Empty(start) => close(&mut open, element(&start)),
                Event::End(_) => {
                    let done = open.pop().expect("it was opened");
                    close(&mut open, done);
                }
                Event::Text(text) => say(&mut open, &text),
                Event::GeneralRef(name) => {
                    let name = format!("&{};", &*name);
                    say(&mut open, &unescape(&name).unwrap());
                }
                Event::Eof => break,
                _ => {}
            }
            let is_over = |element: &Element| WITHOUT_END.contains(&&*element.name);
            if open.last().is_some_and(is_over) {
                let done = open.pop().expect("it is there");
                close(&mut open, done);
            }
        }
        assert_eq!(open.len(), 1, "every element ends");
        open.remove(0)
    }

    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").split(' ').any(|known| known == class)
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Every element of this name below, in order, none within another one.
    pub(crate) fn all(&self, name: &str) -> Vec<&Element> {
        let found = self
            .elements()
            .map(|child| if child.name == name { vec![child] } else { child.all(name) });
        found.flatten().collect()
    }

    #[track_caller]
    pub(crate) fn first(&self, name: &str) -> &Element {
        self.all(name).into_iter().next().unwrap_or_else(|| panic!("no `{name}`"))
    }

    /// All words below, where `said` tells what an element says in place of its children.
    pub(crate) fn words(&self, said: &impl Fn(&Element) -> Option<String>) -> String {
        let mut words = String::new();
        for child in &self.children {
            match child {
                Node::Text(text) => words.push_str(text),
                Node::Element(element) => match said(element) {
                    Some(text) => words.push_str(&text),
                    None => words.push_str(&element.words(said)),
                },
            }
        }
        words
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let name = start.name().as_ref().to_owned();
    let attributes = start.html_attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        (attribute.key.as_ref().to_owned(), unescape(&attribute.value).unwrap().into_owned())
    });
    Element { name, attributes: attributes.collect(), children: Vec::new() }
}

fn close(open: &mut [Element], done: Element) {
    open.last_mut().expect("the first stays").children.push(Node::Element(done));
}

fn say(open: &mut [Element], text: &str) {
    open.last_mut().expect("the first stays").children.push(Node::Text(text.to_owned()));
}

/// The words of a drawing, text by text.
pub(crate) fn drawn(svg: &Element) -> Vec<String> {
    svg.all("text").into_iter().map(|text| plain(&text.words(&|_| None))).collect()
}
