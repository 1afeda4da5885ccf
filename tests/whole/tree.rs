//! HTML as a browser reads it: the tree that the HTML standard's parser makes.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

/// An element or a text by its place in the [`Tree`].
pub type At = usize;

/// What stands at a place.
pub enum What {
    /// The document, a comment, or what else holds neither name nor text.
    Other,
    /// An element.
    Element(QualName, Vec<Attribute>),
    /// Characters.
    Text(StrTendril),
}

/// One place.
pub struct Node {
    /// What stands there.
    pub what: What,
    parent: Option<At>,
    /// What it holds, in order.
    pub children: Vec<At>,
}

impl Node {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let What::Element(_, attributes) = &self.what else {
            return None;
        };
        let found = attributes.iter().find(|attribute| &*attribute.name.local == name);
        found.map(|attribute| &*attribute.value)
    }

    /// The name of an element.
    pub fn name(&self) -> Option<&str> {
        match &self.what {
            What::Element(name, _) => Some(&name.local),
            _ => None,
        }
    }
}

/// A document; the first place is its root.
pub struct Tree(pub Vec<Node>);

impl Tree {
    /// Reads a document.
    pub fn parse(html: &str) -> Tree {
        let mut options = ParseOpts::default();
        // What stands in `noscript` is checked like everything else.
        options.tree_builder.scripting_enabled = false;
        parse_document(Growing::default(), options).one(html)
    }

    /// All characters within a place.
    pub fn text(&self, at: At) -> String {
        let mut text = String::new();
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            if let What::Text(part) = &self.0[at].what {
                text.push_str(part);
            }
            open.extend(self.0[at].children.iter().rev());
        }
        text
    }
}

/// A tree while the parser makes it.
struct Growing(RefCell<Vec<Node>>);

impl Default for Growing {
    fn default() -> Self {
        let tree = Growing(RefCell::default());
        tree.add(What::Other);
        tree
    }
}

impl Growing {
    fn add(&self, what: What) -> At {
        let mut nodes = self.0.borrow_mut();
        nodes.push(Node {
            what,
            parent: None,
            children: Vec::new(),
        });
        nodes.len() - 1
    }

    /// Puts something below `parent`, before the child at `place`; neighbouring texts become one.
    fn insert(&self, parent: At, place: usize, child: NodeOrText<At>) {
        let child = match child {
            NodeOrText::AppendNode(child) => {
                self.remove_from_parent(&child);
                child
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.0.borrow_mut();
                if place > 0 {
                    let before = nodes[parent].children[place - 1];
                    if let What::Text(grown) = &mut nodes[before].what {
                        grown.push_tendril(&text);
                        return;
                    }
                }
                drop(nodes);
                self.add(What::Text(text))
            }
        };
        let mut nodes = self.0.borrow_mut();
        nodes[child].parent = Some(parent);
        nodes[parent].children.insert(place, child);
    }
}

impl TreeSink for Growing {
    type Handle = At;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree(self.0.into_inner())
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> At {
        0
    }

    fn elem_name<'a>(&'a self, &target: &'a At) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |nodes| match &nodes[target].what {
            What::Element(name, _) => name,
            _ => unreachable!("only elements have names"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> At {
        self.add(What::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> At {
        self.add(What::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> At {
        self.add(What::Other)
    }

    fn append(&self, &parent: &At, child: NodeOrText<At>) {
        let last = self.0.borrow()[parent].children.len();
        self.insert(parent, last, child);
    }

    fn append_based_on_parent_node(&self, element: &At, previous: &At, child: NodeOrText<At>) {
        let has_parent = self.0.borrow()[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What a template holds is checked like everything else, so it is its child.
    fn get_template_contents(&self, &target: &At) -> At {
        target
    }

    fn same_node(&self, one: &At, other: &At) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &At, child: NodeOrText<At>) {
        if let NodeOrText::AppendNode(child) = &child {
            self.remove_from_parent(child);
        }
        let place = {
            let nodes = self.0.borrow();
            let parent = nodes[*sibling].parent.unwrap();
            let is_it = |child: &At| child == sibling;
            (parent, nodes[parent].children.iter().position(is_it).unwrap())
        };
        self.insert(place.0, place.1, child);
    }

    fn add_attrs_if_missing(&self, &target: &At, attributes: Vec<Attribute>) {
        if let What::Element(_, own) = &mut self.0.borrow_mut()[target].what {
            for attribute in attributes {
                if own.iter().all(|known| known.name != attribute.name) {
                    own.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, &target: &At) {
        let mut nodes = self.0.borrow_mut();
        if let Some(parent) = nodes[target].parent.take() {
            nodes[parent].children.retain(|&child| child != target);
        }
    }

    fn reparent_children(&self, &node: &At, &parent: &At) {
        let mut nodes = self.0.borrow_mut();
        let children = std::mem::take(&mut nodes[node].children);
        for &child in &children {
            nodes[child].parent = Some(parent);
        }
        nodes[parent].children.extend(children);
    }
}

#[test]
fn a_tree_is_a_browser_s() {
    let tree = Tree::parse("<p id=a>one<p>two<table>three<tr><td>four</table>");
    let names: Vec<_> = tree.0.iter().filter_map(Node::name).collect();
    assert_eq!(names, ["html", "head", "body", "p", "p", "table", "tbody", "tr", "td"]);
    assert_eq!(tree.text(0), "onetwothreefour");
    let first = tree.0.iter().find(|node| node.name() == Some("p")).unwrap();
    assert_eq!(first.attribute("id"), Some("a"));
    let last = tree.0.iter().rfind(|node| node.name() == Some("p")).unwrap();
    // HTML, "foster parenting": what does not belong in a table stands before it.
    assert_eq!(last.children.len(), 2);
}
