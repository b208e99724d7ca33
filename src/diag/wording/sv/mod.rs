//! The Swedish sentences. The words of the program's own texts are quoted as «…».

mod front;
mod links;
mod system;
mod text;
mod validity;

use super::visible::shortened;
use super::{Words, capitalised};
use crate::diag::{Problem as P, Severity};

/// What a problem says.
pub fn words(problem: &P) -> Words {
    match problem {
        P::FrontMissing => front::front_missing(),
        P::FrontUnclosed => front::front_unclosed(),
        P::Toml { message } => front::toml(message),
        P::UnknownKey { key, nearest } => front::unknown_key(key, nearest.as_deref()),
        P::WrongType { key, expected, found } => front::wrong_type(key, *expected, found),
        P::BadDate { key, value } => front::bad_date(key, value),
        P::UnknownValue { key, value, allowed, nearest } => {
            front::unknown_value(key, value, allowed, nearest.as_deref())
        }
        P::Missing { key, status } => front::missing(key, *status),
        P::BadId { id } => front::bad_id(id),
        P::DuplicateId { id } => front::duplicate_id(id),
        P::AddressClash { address, other } => front::address_clash(address, other),
        P::Unreadable { path, why } => front::unreadable(path, why),
        P::UnknownName { name, nearest } => links::unknown_name(name, nearest.as_deref()),
        P::AmbiguousName { name, candidates } => links::ambiguous_name(name, candidates),
        P::MissingTarget { target, nearest } => links::missing_target(target, nearest.as_deref()),
        P::ForbiddenAddress { address } => links::forbidden_address(address),
        P::Unpublished { name, profile } => links::unpublished(name, profile),
        P::SwallowingDefinition { label } => links::swallowing_definition(label),
        P::NoDocuments => front::no_documents(),
        P::MixedScripts { word } => text::mixed_scripts(word),
        P::RawHtml { html } => text::raw_html(html),
        P::ForbiddenCharacter { code, name } => text::forbidden_character(*code, name),
        P::Personnummer => text::personnummer(),
        P::Placeholder { text } => text::placeholder(text),
        P::SkippedLevel { from, to } => text::skipped_level(*from, *to),
        P::ImageWithoutAlt { target } => text::image_without_alt(target),
        P::TableWithoutHeader => text::table_without_header(),
        P::HeadingAttribute { attribute } => text::heading_attribute(attribute),
        P::UnknownLabel { label, nearest } => text::unknown_label(label, nearest.as_deref()),
        P::TooDeep => text::too_deep(),
        P::TableTooLarge { cells } => text::table_too_large(*cells),
        P::Expired { on } => validity::expired(on),
        P::ExpiresSoon { on, days } => validity::expires_soon(on, *days),
        P::ReviewDue { on } => validity::review_due(on),
        P::NotYetInForce { status, from } => validity::not_yet_in_force(status, from),
        P::AlreadyInForce { from } => validity::already_in_force(from),
        P::EndBeforeStart { from, until } => validity::end_before_start(from, until),
        P::ClosesBeforeOpens { opens, closes } => validity::closes_before_opens(opens, closes),
        P::SuccessorNotDecided { successor, status } => validity::successor_not_decided(successor, status),
        P::PredecessorInForce { predecessor, status } => validity::predecessor_in_force(predecessor, status),
        P::StatementStale { key, on } => validity::statement_stale(key, on),
        P::RepealedAct { id, title, on, successor } => {
            validity::repealed_act(id, title, on, successor.as_deref())
        }
        P::ActWithoutNumber { name } => validity::act_without_number(name),
        P::ActNotRegistered { id } => validity::act_not_registered(id),
        P::StaleRegister { id, checked } => validity::stale_register(id, checked.as_deref()),
        P::ExcludedWithoutReason { control } => validity::excluded_without_reason(control),
        P::RoleNotDescribed { name, nearest } => system::role_not_described(name, nearest.as_deref()),
        P::ReportsToItself { role, ring } => system::reports_to_itself(role, ring),
        P::IncompatibleHolder { role, other, holder } => system::incompatible_holder(role, other, holder),
        P::OneSidedMembership { role, forum, listed_by } => {
            system::one_sided_membership(role, forum, listed_by)
        }
        P::NoOwner { rule } => system::no_owner(rule),
        P::NoSource { rule } => system::no_source(rule),
        P::NormativeWithoutId { phrase, prefix } => system::normative_without_id(phrase, prefix.as_deref()),
        P::RuleInGuidance { rule, kind } => system::rule_in_guidance(rule, kind),
        P::UnservedPrinciple { rule } => system::unserved_principle(rule),
        P::VagueInterval { rule, words } => system::vague_interval(rule, words),
        P::ForeignPrefix { rule, prefix } => system::foreign_prefix(rule, prefix),
        P::TermConflict { term } => system::term_conflict(term),
        P::TermUnused { term } => system::term_unused(term),
        P::TermUndefined { term } => system::term_undefined(term),
    }
}

/// The name of a severity.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "fel",
        Severity::Warning => "varning",
        Severity::Note => "anmärkning",
    }
}

/// So many findings of a severity.
pub fn count(count: usize, severity: Severity) -> String {
    let word = match (severity, count) {
        (Severity::Error, _) => "fel",
        (Severity::Warning, 1) => "varning",
        (Severity::Warning, _) => "varningar",
        (Severity::Note, 1) => "anmärkning",
        (Severity::Note, _) => "anmärkningar",
    };
    format!("{count} {word}")
}

fn quote(text: &str) -> String {
    format!("«{}»", shortened(text))
}

/// The nearest known name if there is one, and what else to do: a clause without capital or full stop.
fn suggest(nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(name) => format!("Menade du {}? Annars: {otherwise}.", quote(name)),
        None => format!("{}.", capitalised(otherwise)),
    }
}
