//! XML, element by element, into memory.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

pub(super) type Attribute<'a> = (&'a str, &'a str);

/// An XML file as it is written. Text and attributes are escaped; what XML cannot hold is left out.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    pub(super) fn new() -> Xml {
        let mut xml = Xml { writer: Writer::new(Vec::new()) };
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[Attribute]) {
        self.write(Event::Start(start(name, attributes)));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute]) {
        self.write(Event::Empty(start(name, attributes)));
    }

    pub(super) fn text(&mut self, text: &str) {
        self.write(Event::Text(BytesText::new(&printable(text))));
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner()
    }

    fn write(&mut self, event: Event) {
        self.writer.write_event(event).expect("writing to memory always works");
    }
}

fn start(name: &str, attributes: &[Attribute]) -> BytesStart<'static> {
    let mut start = BytesStart::new(name.to_owned());
    for (name, value) in attributes {
        start.push_attribute((*name, printable(value).as_str()));
    }
    start
}

/// The text without the signs that XML 1.0 has no way to hold (2.2).
fn printable(text: &str) -> String {
    let can_stand = |sign: &char| match sign {
        '\t' | '\n' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        sign => !sign.is_control(),
    };
    text.chars().filter(can_stand).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "<\"&\u{1}")]);
        xml.text("x < y & \u{0}z\u{FFFF}");
        xml.close("a");
        assert_eq!(
            String::from_utf8(xml.into_bytes()).unwrap(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <a b=\"&lt;&quot;&amp;\">x &lt; y &amp; z</a>"
        );
    }
}
