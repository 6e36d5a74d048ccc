//! The comments of a sheet (ECMA-376 part 1, 18.7).

use std::{collections::BTreeMap, ops::Range};

use super::super::{
    mark::{Mark, Marks, Weight, address},
    wording::{self, AUTHOR},
    xml::{Edits, Kind, Tag, Unfit, quoted, walk},
};

/// Before the name of an author, it says that a comment only stands in for a thread of comments,
/// which newer programs keep elsewhere.
const THREAD: &str = "tc=";

/// A sheet's comments as they are.
pub(super) struct Comments<'a> {
    text: &'a str,
    prefix: &'a str,
    authors: Vec<String>,
    /// Where another author, and another comment, is put.
    end_of_authors: Option<Spot>,
    end_of_list: Option<Spot>,
    /// By the reference of the cell in large letters.
    known: BTreeMap<String, Comment>,
}

/// The end of a list, which may be written as an empty element.
enum Spot {
    Before(usize),
    Instead(Range<usize>, String, String),
}

#[derive(Default)]
struct Comment {
    author: usize,
    letters: usize,
    /// A text that stands there without a run of its own.
    bare: Option<Range<usize>>,
    /// Past the last run, where another may stand.
    end_of_runs: Option<usize>,
}

/// The comments of a sheet that has none.
pub(super) fn new(marks: &Marks, namespace: &str) -> String {
    let comments: String = marks
        .iter()
        .filter(|(_, mark)| mark.speaks())
        .map(|(&(row, column), mark)| comment(&address(row, column), mark, 0, ""))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <comments xmlns=\"{namespace}\"><authors><author>{AUTHOR}</author></authors>\
         <commentList>{comments}</commentList></comments>"
    )
}

impl<'a> Comments<'a> {
    pub(super) fn read(text: &'a str) -> Result<Comments<'a>, Unfit> {
        let mut comments = Comments {
            text,
            prefix: "",
            authors: Vec::new(),
            end_of_authors: None,
            end_of_list: None,
            known: BTreeMap::new(),
        };
        let mut opened: Vec<usize> = Vec::new();
        let mut current = None;
        walk(text, |path, tag| {
            let inner = opened.last().map_or(0..0, |&start| start..tag.range.start);
            comments.take(path, tag, inner, &mut current);
            match tag.kind {
                Kind::Open => opened.push(tag.range.end),
                Kind::Close => drop(opened.pop()),
                Kind::Empty => {}
            }
            Ok(())
        })?;
        Ok(comments)
    }

    /// About how many letters a cell's comment has, if it has one.
    pub(super) fn letters(&self, reference: &str) -> Option<usize> {
        self.known.get(reference).map(|comment| comment.letters)
    }

    /// Whether a cell's comment only stands in for a thread, so that nobody would see ours in it.
    pub(super) fn is_thread(&self, reference: &str) -> bool {
        self.known.get(reference).is_some_and(|comment| {
            self.authors.get(comment.author).is_some_and(|author| author.starts_with(THREAD))
        })
    }

    /// The comments with those of the marks: of their own, or at the end of what a cell has.
    pub(super) fn extended(&self, marks: &Marks) -> Result<String, Unfit> {
        let mut edits = Edits::of(self.text);
        let prefix = self.prefix;
        let ours = self.authors.iter().position(|author| author == AUTHOR);
        let author = ours.unwrap_or(self.authors.len());
        if ours.is_none() {
            let new = format!("<{prefix}author>{AUTHOR}</{prefix}author>");
            self.end_of_authors.as_ref().ok_or(Unfit)?.put(&mut edits, &new);
        }
        let mut new = String::new();
        for (&(row, column), mark) in marks.iter().filter(|(_, mark)| mark.speaks()) {
            let reference = address(row, column);
            match self.known.get(&reference) {
                Some(known) => known.append(&mut edits, mark, prefix)?,
                None => new.push_str(&comment(&reference, mark, author, prefix)),
            }
        }
        if !new.is_empty() {
            self.end_of_list.as_ref().ok_or(Unfit)?.put(&mut edits, &new);
        }
        edits.finish()
    }

    /// `inner` is what stands between the opening and the closing tag, at the latter.
    fn take(
        &mut self,
        path: &[&str],
        tag: &Tag<'a>,
        inner: Range<usize>,
        current: &mut Option<String>,
    ) {
        match (path, tag.local()) {
            ([], "comments") if tag.opens() => self.prefix = tag.prefix(),
            ([_], "authors") => {
                self.end_of_authors = Spot::at_end(tag).or(self.end_of_authors.take());
            }
            ([_], "commentList") => {
                self.end_of_list = Spot::at_end(tag).or(self.end_of_list.take());
            }
            ([_, "authors"], "author") => match tag.kind {
                Kind::Open => {}
                Kind::Empty => self.authors.push(String::new()),
                Kind::Close => self.authors.push(self.text[inner].trim().to_owned()),
            },
            ([_, "commentList"], "comment") if tag.opens() => {
                let reference = tag.attribute("ref").unwrap_or_default().to_uppercase();
                let author = tag.number("authorId").unwrap_or(usize::MAX);
                self.known.insert(reference.clone(), Comment { author, ..Comment::default() });
                *current = Some(reference);
            }
            ([_, "commentList", "comment"], "text") => {
                self.in_comment(current.as_ref(), |comment| {
                    if tag.kind == Kind::Open {
                        comment.end_of_runs = Some(tag.range.end);
                    }
                });
            }
            ([_, "commentList", "comment", "text"], part @ ("t" | "r"))
                if tag.kind != Kind::Open =>
            {
                let start = inner.start;
                self.in_comment(current.as_ref(), |comment| {
                    comment.end_of_runs = Some(tag.range.end);
                    let is_bare = part == "t" && tag.kind == Kind::Close;
                    if is_bare {
                        comment.letters += tag.range.start - start;
                        comment.bare = Some(start..tag.range.end);
                    }
                });
            }
            ([_, "commentList", "comment", "text", "r"], "t") if tag.kind == Kind::Close => {
                self.in_comment(current.as_ref(), |comment| comment.letters += inner.len());
            }
            _ => {}
        }
    }

    fn in_comment(&mut self, current: Option<&String>, change: impl FnOnce(&mut Comment)) {
        let known = current.and_then(|reference| self.known.get_mut(reference));
        if let Some(comment) = known {
            change(comment);
        }
    }
}

impl Spot {
    fn at_end(tag: &Tag<'_>) -> Option<Spot> {
        match tag.kind {
            Kind::Open => None,
            Kind::Empty => {
                Some(Spot::Instead(tag.range.clone(), tag.with(Kind::Open, &[]), tag.close()))
            }
            Kind::Close => Some(Spot::Before(tag.range.start)),
        }
    }

    fn put(&self, edits: &mut Edits<'_>, new: &str) {
        match self {
            Spot::Before(at) => edits.insert(*at, new.to_owned()),
            Spot::Instead(range, open, close) => {
                edits.replace(range.clone(), format!("{open}{new}{close}"));
            }
        }
    }
}

impl Comment {
    fn append(&self, edits: &mut Edits<'_>, mark: &Mark, prefix: &str) -> Result<(), Unfit> {
        let end = self.end_of_runs.ok_or(Unfit)?;
        let ours = format!(
            "{}{}",
            run(&format!("\n{}", wording::after_another()), Weight::Plain, prefix),
            runs(mark, prefix)
        );
        // A text and runs side by side are allowed, but hardly any program writes them.
        if let Some(bare) = &self.bare {
            let opening = edits.text()[..bare.start].rfind('<').ok_or(Unfit)?;
            edits.insert(opening, format!("<{prefix}r>"));
            edits.insert(bare.end, format!("</{prefix}r>"));
        }
        edits.insert(end, ours);
        Ok(())
    }
}

fn comment(reference: &str, mark: &Mark, author: usize, prefix: &str) -> String {
    format!(
        "<{prefix}comment ref=\"{reference}\" authorId=\"{author}\"><{prefix}text>{}</{prefix}text>\
         </{prefix}comment>",
        runs(mark, prefix)
    )
}

fn runs(mark: &Mark, prefix: &str) -> String {
    mark.stretches().iter().map(|stretch| run(&stretch.text, stretch.weight, prefix)).collect()
}

/// A stretch of text in the font that comments have in Excel.
fn run(text: &str, weight: Weight, prefix: &str) -> String {
    let bold = match weight {
        Weight::Heading => format!("<{prefix}b/>"),
        Weight::Plain => String::new(),
    };
    format!(
        "<{prefix}r><{prefix}rPr>{bold}<{prefix}sz val=\"9\"/><{prefix}color indexed=\"81\"/>\
         <{prefix}rFont val=\"Tahoma\"/><{prefix}family val=\"2\"/></{prefix}rPr>\
         <{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}r>",
        quoted(text)
    )
}
