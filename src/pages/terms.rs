//! The page of terms: each with its definition, what people say instead, and where it is used.

use super::Page;
use super::portal::{Head, Portal};
use super::theme::ThemeError;
use super::view::{TermLetter, TermView, TermsView};
use crate::model::{Node, RuleId};
use crate::text::fold;

/// Most rules that are named under a term.
const USES: usize = 8;

/// The page of terms.
///
/// # Errors
/// A template that asks for what is not there.
pub fn page(portal: &Portal<'_>) -> Result<Page, ThemeError> {
    let catalogue = portal.catalogue;
    let uses = uses(portal);
    let mut letters: Vec<TermLetter> = Vec::new();
    for (number, term) in catalogue.terms.iter().enumerate() {
        let rules = &uses[number];
        let near = |other: Option<&crate::model::Term>| {
            other.is_some_and(|other| {
                fold(&other.label) == fold(&term.label) && other.definition != term.definition
            })
        };
        let view = TermView {
            label: term.label.clone(),
            anchor: term.anchor.clone(),
            definition: term.definition.clone(),
            also: term.also.clone(),
            document: portal.link(Node::Section(term.section), ""),
            used_in: rules.iter().take(USES).map(|rule| portal.link(Node::Rule(*rule), "")).collect(),
            used_more: rules.len().saturating_sub(USES),
            conflict: near(number.checked_sub(1).and_then(|n| catalogue.terms.get(n)))
                || near(catalogue.terms.get(number + 1)),
        };
        let letter = initial(&term.label);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.terms.push(view),
            _ => letters.push(TermLetter { letter, terms: vec![view] }),
        }
    }
    let title = portal.words().get("terms-title");
    portal.page(
        &Head::new("begrepp.html", "terms", title),
        "terms.html",
        &TermsView { count: catalogue.terms.len(), letters },
    )
}

/// The letter under which a name stands: upper case, digits and the like under `#`.
pub fn initial(name: &str) -> String {
    let first = name.chars().find(|c| c.is_alphanumeric()).unwrap_or('#');
    let upper: String = first.to_uppercase().collect();
    match upper.as_str() {
        "É" | "È" => "E".to_string(),
        "Ü" => "Y".to_string(),
        letter if first.is_alphabetic() => letter.to_string(),
        _ => "#".to_string(),
    }
}

/// The rules that use each term, in order.
fn uses(portal: &Portal<'_>) -> Vec<Vec<RuleId>> {
    let mut uses = vec![Vec::new(); portal.catalogue.terms.len()];
    for id in portal.catalogue.rule_ids().filter(|id| portal.catalogue.binds(*id)) {
        for (_, term) in portal.terms.find(&portal.catalogue.rule_text(id).text) {
            let rules: &mut Vec<RuleId> = &mut uses[term as usize];
            if rules.last() != Some(&id) {
                rules.push(id);
            }
        }
    }
    uses
}
