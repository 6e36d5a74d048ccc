//! Which parts a part points to (ECMA-376 part 2, 9.3), and of what types parts are (10.1).

use std::fmt::Write;

use super::super::{
    package::Package,
    xml::{Edits, Kind, Unfit, quoted, tags},
};

const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// The relations of a part.
pub(super) struct Relations {
    /// The part that lists them.
    part: String,
    text: String,
    pub(super) all: Vec<Relation>,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    pub(super) kind: String,
    /// The part that it leads to.
    pub(super) target: String,
}

impl Relations {
    /// The relations of a part; those of the package itself where the part has no name.
    pub(super) fn of(package: &mut Package<'_>, part: &str) -> Result<Relations, Unfit> {
        let (folder, name) = folder_and_name(part);
        let list = format!("{folder}_rels/{name}.rels");
        let text = match package.text(&list)? {
            Some(text) => text,
            None => format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                 <Relationships xmlns=\"{NAMESPACE}\"></Relationships>"
            ),
        };
        let mut all = Vec::new();
        for tag in tags(&text) {
            let tag = tag?;
            if tag.opens() && tag.local() == "Relationship" {
                let [id, kind, target] =
                    ["Id", "Type", "Target"].map(|name| tag.attribute(name).unwrap_or_default());
                let is_outside = tag.attribute("TargetMode").as_deref() == Some("External");
                let target = if is_outside { target } else { resolved(folder, &target) };
                all.push(Relation { id, kind, target });
            }
        }
        Ok(Relations { part: list, text, all })
    }

    /// The first relation of a kind, named by the last word of its type.
    pub(super) fn of_kind(&self, kind: &str) -> Option<&Relation> {
        self.all.iter().find(|relation| relation.kind.rsplit('/').next() == Some(kind))
    }

    pub(super) fn with_id(&self, id: &str) -> Option<&Relation> {
        self.all.iter().find(|relation| relation.id == id)
    }

    /// Adds a relation to a part, and gives its id.
    pub(super) fn add(
        &mut self,
        package: &mut Package<'_>,
        kind: &str,
        target: &str,
    ) -> Result<String, Unfit> {
        let numbers = self.all.iter().filter_map(|relation| {
            relation.id.strip_prefix("rId").and_then(|number| number.parse::<u32>().ok())
        });
        let number = numbers.max().unwrap_or(0).checked_add(1).ok_or(Unfit)?;
        let id = format!("rId{number}");
        let relation = [("Id", id.as_str()), ("Type", kind), ("Target", &format!("/{target}"))];
        self.text = with_child(&self.text, "Relationships", "Relationship", &relation)?;
        self.all.push(Relation {
            id: id.clone(),
            kind: kind.to_owned(),
            target: target.to_owned(),
        });
        package.put(&self.part, self.text.clone());
        Ok(id)
    }
}

/// Says of what type a new part is.
pub(super) fn declare(package: &mut Package<'_>, part: &str, kind: &str) -> Result<(), Unfit> {
    let text = package.text(CONTENT_TYPES)?.ok_or(Unfit)?;
    let name = format!("/{part}");
    let attributes = [("PartName", name.as_str()), ("ContentType", kind)];
    package.put(CONTENT_TYPES, with_child(&text, "Types", "Override", &attributes)?);
    Ok(())
}

/// Says of what type all parts with an ending are, unless that is said already.
pub(super) fn declare_ending(
    package: &mut Package<'_>,
    ending: &str,
    kind: &str,
) -> Result<(), Unfit> {
    let text = package.text(CONTENT_TYPES)?.ok_or(Unfit)?;
    for tag in tags(&text) {
        let tag = tag?;
        let is_it = tag.opens()
            && tag.local() == "Default"
            && tag.attribute("Extension").is_some_and(|known| known.eq_ignore_ascii_case(ending));
        if is_it {
            return if tag.attribute("ContentType").as_deref() == Some(kind) {
                Ok(())
            } else {
                Err(Unfit)
            };
        }
    }
    let attributes = [("Extension", ending), ("ContentType", kind)];
    package.put(CONTENT_TYPES, with_child(&text, "Types", "Default", &attributes)?);
    Ok(())
}

/// A list with one more element at its end. `list` is its name without prefix.
fn with_child(
    text: &str,
    list: &str,
    child: &str,
    attributes: &[(&str, &str)],
) -> Result<String, Unfit> {
    let mut edits = Edits::of(text);
    for tag in tags(text) {
        let tag = tag?;
        if tag.local() != list {
            continue;
        }
        let mut element = format!("<{}{child}", tag.prefix());
        for (name, value) in attributes {
            // Writing to a `String` cannot fail.
            let _ = write!(element, " {name}=\"{}\"", quoted(value));
        }
        element.push_str("/>");
        match tag.kind {
            Kind::Open => continue,
            Kind::Empty => {
                let whole = format!("{}{element}{}", tag.with(Kind::Open, &[]), tag.close());
                edits.replace(tag.range.clone(), whole);
            }
            Kind::Close => edits.insert(tag.range.start, element),
        }
        return edits.finish();
    }
    Err(Unfit)
}

/// A part's folder, with its slash, and name.
fn folder_and_name(part: &str) -> (&str, &str) {
    part.rfind('/').map_or(("", part), |slash| part.split_at(slash + 1))
}

/// The part that a target names, seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let path = match target.strip_prefix('/') {
        Some(from_the_root) => from_the_root.to_owned(),
        None => format!("{folder}{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_lead_from_their_folder_or_from_the_root() {
        for target in ["../comments1.xml", "/xl/comments1.xml", "./../comments1.xml"] {
            assert_eq!(resolved("xl/worksheets/", target), "xl/comments1.xml", "{target}");
        }
        assert_eq!(resolved("", "xl/workbook.xml"), "xl/workbook.xml");
    }

    #[test]
    fn a_list_takes_one_more_whatever_its_prefix() {
        let one = |text| with_child(text, "Types", "Default", &[("Extension", "vml")]).unwrap();
        assert_eq!(one("<Types/>"), "<Types><Default Extension=\"vml\"/></Types>");
        assert_eq!(
            one("<c:Types a='b'><c:Default/></c:Types>"),
            "<c:Types a='b'><c:Default/><c:Default Extension=\"vml\"/></c:Types>"
        );
    }
}
