//! What is not as declared, in words: what is wrong and what to do.

use super::words::kind;
use crate::Language;
use crate::compare::check::{Fault, Finding};

/// A finding in one line.
pub fn finding(finding: &Finding, language: Language) -> String {
    let words = if language == Language::Sv { swedish(&finding.fault) } else { english(&finding.fault) };
    let line = format!("{}: {words}", finding.document);
    line.chars().filter(|c| !c.is_control()).collect()
}

fn swedish(fault: &Fault) -> String {
    let sv = Language::Sv;
    match fault {
        Fault::NotEditorial(rule) => format!(
            "«{rule}» sägs vara redaktionell men ändrar vad texten säger; besluta ändringen eller ta tillbaka den"
        ),
        Fault::NoDecision(rule) => format!(
            "«{rule}» ändrar innehållet utan nytt beslut; ange ny utgåva, nytt beslut eller nytt giltighetsdatum"
        ),
        Fault::Undeclared(rule, one) => {
            format!("«{rule}» är {} men står inte bland de angivna ändringarna", kind(*one, sv))
        }
        Fault::Unchanged(rule) => format!("«{rule}» står bland de angivna ändringarna men har inte ändrats"),
        Fault::OtherKind(rule, said, one) => format!("«{rule}» anges som {said} men är {}", kind(*one, sv)),
        Fault::Reference(at, target, Some(now)) => format!(
            "hänvisningen till {target} i {at} pekar nu på en annan regel; den som avsågs heter {now}"
        ),
        Fault::Reference(at, target, None) => {
            format!(
                "hänvisningen till {target} i {at} leder ingenstans; regeln är upphävd eller har inget nummer"
            )
        }
        Fault::NumberTwice(number) => format!("numret {number} står två gånger"),
        Fault::TermUndefined(term) => format!("begreppet «{term}» förklaras inte längre men används"),
        Fault::OwnerLost(rule) => format!("«{rule}» har inte längre någon ansvarig"),
        Fault::NewTextDiffers(row, Some(marks)) => {
            format!("den nya texten i raden «{row}» är inte dokumentets: {marks}")
        }
        Fault::NewTextDiffers(row, None) => format!("den nya texten i raden «{row}» finns inte i dokumentet"),
        Fault::OldTextDiffers(row, Some(marks)) => {
            format!("den ursprungliga texten i raden «{row}» är inte det tidigare dokumentets: {marks}")
        }
        Fault::OldTextDiffers(row, None) => {
            format!("den ursprungliga texten i raden «{row}» finns inte i det tidigare dokumentet")
        }
        Fault::SignsDiffer(row) => {
            format!("raden «{row}» skiljer sig från dokumentet i skiljetecken eller stavning")
        }
        Fault::WrongNumber(number, section) => {
            format!("numret {number} står under «{section}» men hör inte dit")
        }
        Fault::WrongHeading(row, printed, real) => {
            format!("raden «{row}» står under «{printed}», men regeln finns under «{real}»")
        }
        Fault::MissingRow(one, name, text) => {
            format!("bilagan saknar en ändring: {} {name}: {text}", kind(*one, sv))
        }
        Fault::MissingRenumbering(count) => {
            format!("bilagan säger inte att {count} nummer har ändrats eller tagits bort")
        }
    }
}

fn english(fault: &Fault) -> String {
    let en = Language::En;
    match fault {
        Fault::NotEditorial(rule) => format!(
            "“{rule}” is called editorial but changes what the text says; have it decided or take it back"
        ),
        Fault::NoDecision(rule) => format!(
            "“{rule}” changes content without a new decision; give a new edition, decision or day of validity"
        ),
        Fault::Undeclared(rule, one) => {
            format!("“{rule}” is {} but is not among the declared changes", kind(*one, en))
        }
        Fault::Unchanged(rule) => format!("“{rule}” is among the declared changes but has not changed"),
        Fault::OtherKind(rule, said, one) => {
            format!("“{rule}” is declared as {said} but is {}", kind(*one, en))
        }
        Fault::Reference(at, target, Some(now)) => format!(
            "the reference to {target} in {at} now means another rule; the one that was meant is {now}"
        ),
        Fault::Reference(at, target, None) => {
            format!("the reference to {target} in {at} leads nowhere; the rule is repealed or has no number")
        }
        Fault::NumberTwice(number) => format!("the number {number} stands twice"),
        Fault::TermUndefined(term) => format!("the term “{term}” is no longer defined but is used"),
        Fault::OwnerLost(rule) => format!("“{rule}” has no owner any longer"),
        Fault::NewTextDiffers(row, Some(marks)) => {
            format!("the new text of the row “{row}” is not that of the document: {marks}")
        }
        Fault::NewTextDiffers(row, None) => format!("the new text of the row “{row}” is not in the document"),
        Fault::OldTextDiffers(row, Some(marks)) => {
            format!("the original text of the row “{row}” is not that of the former document: {marks}")
        }
        Fault::OldTextDiffers(row, None) => {
            format!("the original text of the row “{row}” is not in the former document")
        }
        Fault::SignsDiffer(row) => format!("the row “{row}” differs from the document in signs or spelling"),
        Fault::WrongNumber(number, section) => {
            format!("the number {number} stands under “{section}” but does not belong there")
        }
        Fault::WrongHeading(row, printed, real) => {
            format!("the row “{row}” stands under “{printed}”, but the rule is under “{real}”")
        }
        Fault::MissingRow(one, name, text) => {
            format!("the annex lacks a change: {} {name}: {text}", kind(*one, en))
        }
        Fault::MissingRenumbering(count) => {
            format!("the annex does not say that {count} numbers have changed or gone")
        }
    }
}
