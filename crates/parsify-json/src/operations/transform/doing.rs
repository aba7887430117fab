//! Doing steps.

use std::collections::{HashMap, HashSet};

use parsify_error::{ErrorKind, Failure};

use super::compile::{Step, Work};
use super::expression::{Expression, Scope};
use super::places::{Found, places};
use super::put::{Put, put, put_into};
use super::report::{Log, StepReport, TransformChange};
use super::retype::retype;
use super::rewrite::{Refusal, Rewrite};
use super::step::{Existing, OnInvalid, OnMissing};
use super::take::take;
use crate::code;
use crate::operations::excerpt::excerpt;
use crate::operations::growth::{Growth, fits};
use crate::pattern::PathPattern;
use crate::tree::{Pointer, Value};

/// A document on its way.
pub(super) struct Transforming<'a> {
    pub(super) document: Value<'a>,
    pub(super) growth: Growth,
    pub(super) log: Log,
}

impl<'a> Transforming<'a> {
    pub(super) fn step(&mut self, step: &Step) -> Result<(), Failure> {
        let found = self.targets(step);
        let report = StepReport { op: step.op.to_owned(), found: found.len(), changed: 0 };
        self.log.report.steps.push(report);
        if found.is_empty() && step.on_missing == OnMissing::Error {
            return Err(missing(step));
        }
        // Conditions are about the document as it is before the step.
        let holds = |found: &Found| step.when.as_ref().is_none_or(|test| test.holds(self.scope(found)));
        let chosen: Vec<Found> = found.into_iter().filter(holds).collect();
        match &step.work {
            Work::Relocate { to, copies, existing, parents } => {
                self.relocate(step, chosen, to, *copies, *existing, *parents)
            }
            Work::Rename { to, existing } => self.rename(&chosen, to, *existing),
            Work::Delete => self.delete(&chosen),
            // What is in another one first, so that ways stay right.
            _ => chosen.iter().rev().try_for_each(|found| self.one(step, found).map_err(|it| at(it, &found.place))),
        }
    }

    /// The places of a step. One that may set what is not there has those where it could be.
    fn targets(&self, step: &Step) -> Vec<Found> {
        let (front, tail) = step.path.split();
        if !step.work.is_new() || tail.is_empty() {
            return places(&self.document, &step.path);
        }
        let missing = matches!(step.work, Work::Add { parents: true, .. });
        let all = places(&self.document, &front).into_iter();
        all.filter_map(|found| found.below(&self.document, &tail, missing)).collect()
    }

    fn scope(&self, found: &Found) -> Scope<'_> {
        let document = &self.document;
        Scope { document, holder: found.holder(document), value: found.value(document) }
    }

    fn one(&mut self, step: &Step, place: &Found) -> Result<(), Failure> {
        match &step.work {
            Work::Add { value, existing, parents } => {
                self.growth.take(value)?;
                self.place(place, value.clone(), *existing, *parents)
            }
            Work::Set(value) => self.set(place, value.clone()),
            Work::Map { entries, otherwise } => {
                let Some(old) = place.value(&self.document) else { return Ok(()) };
                let entry = entries.iter().find(|(from, _)| from.same(old)).map(|(_, to)| to);
                entry.or(otherwise.as_ref()).cloned().map_or(Ok(()), |value| self.set(place, value))
            }
            Work::Calculate { expression, on_invalid } => self.calculate(place, expression, *on_invalid),
            Work::Rewrite { actions, on_invalid } => self.rewrite(place, actions, *on_invalid),
            Work::Convert { to, on_invalid } => {
                let Some(old) = place.value(&self.document) else { return Ok(()) };
                match retype(old, *to) {
                    Ok(value) => self.set(place, value),
                    Err(why) => self.invalid(place, *on_invalid, why),
                }
            }
            Work::Relocate { .. } | Work::Delete | Work::Rename { .. } => Ok(()),
        }
    }

    /// Gives all keys before any member that they replace is removed, so that ways stay right.
    fn rename(&mut self, chosen: &[Found], to: &str, existing: Existing) -> Result<(), Failure> {
        // For each object the member that got the key, if it replaces another one.
        let mut replacing: HashMap<&[usize], Option<usize>> = HashMap::new();
        for found in chosen {
            let place = &found.place;
            let (Some(parent), Some(key)) = (place.parent(), place.last()) else {
                return Err(at(refused("the whole document has no key"), place));
            };
            let holder = found.holder_mut(&mut self.document);
            let (Some(Value::Object(object)), Some(position)) = (holder, found.position) else {
                return Err(at(refused("an element of an array has no key"), place));
            };
            if key == to {
                continue;
            }
            let is_there = object.contains_key(to);
            match (is_there, existing) {
                (true, Existing::Replace) if !replacing.contains_key(&found.way[..]) => {}
                (true, Existing::Keep) => continue,
                (true, _) => return Err(at(taken(&parent.child(to)), place)),
                (false, _) => {}
            }
            replacing.insert(&found.way, is_there.then_some(position));
            for (own, _) in object.members_mut().iter_mut().filter(|(own, _)| own.is(key)) {
                *own = to.to_owned().into();
            }
            self.log.note(|| change(place, Some(&parent.child(to)), None, None));
        }
        for found in chosen.iter().rev() {
            let Some(Some(kept)) = replacing.remove(&found.way[..]) else { continue };
            if let Some(Value::Object(object)) = found.holder_mut(&mut self.document) {
                let mut position = 0;
                object.members_mut().retain(|(key, _)| {
                    position += 1;
                    position - 1 == kept || !key.is(to)
                });
            }
        }
        Ok(())
    }

    fn delete(&mut self, chosen: &[Found]) -> Result<(), Failure> {
        if let Some(whole) = chosen.iter().find(|found| found.place.is_empty()) {
            let failure = refused("the whole document cannot be deleted: no JSON would be left");
            return Err(at(failure, &whole.place));
        }
        let log = &mut self.log;
        take(&mut self.document, chosen, |found, old| log.note(|| change(&found.place, None, Some(old), None)));
        Ok(())
    }

    /// Adds a value.
    fn place(&mut self, found: &Found, value: Value<'a>, existing: Existing, parents: bool) -> Result<(), Failure> {
        let place = &found.place;
        let after = self.log.wanted.then(|| value.clone());
        fits(&value, place.len())?;
        let put = match (found.holder_mut(&mut self.document), place.last()) {
            (Some(holder), Some(last)) => put_into(holder, last, value, existing),
            _ => put(&mut self.document, place, value, existing, parents)?,
        };
        match put {
            Put::Done(before) => {
                self.log.note(|| change(place, None, before.as_ref(), after.as_ref()));
                Ok(())
            }
            Put::Taken if existing == Existing::Keep => Ok(()),
            Put::Taken => Err(taken(place)),
            Put::NoPlace(why) => Err(refused(&why)),
        }
    }

    /// Puts a value in place of another one, or adds it to an object.
    fn set(&mut self, found: &Found, value: Value<'a>) -> Result<(), Failure> {
        let place = &found.place;
        self.growth.take(&value)?;
        fits(&value, place.len())?;
        let Some(old) = found.value_mut(&mut self.document) else {
            return self.place(found, value, Existing::Replace, false);
        };
        if *old == value {
            return Ok(());
        }
        let before = std::mem::replace(old, value);
        let old = &*old;
        self.log.note(|| change(place, None, Some(&before), Some(old)));
        Ok(())
    }

    fn calculate(&mut self, place: &Found, expression: &Expression, on_invalid: OnInvalid) -> Result<(), Failure> {
        match expression.evaluate(self.scope(place)) {
            Ok(number) => self.set(place, Value::Number(number.to_number())),
            Err(why) => self.invalid(place, on_invalid, why.to_string()),
        }
    }

    fn rewrite(&mut self, place: &Found, actions: &[Rewrite], on_invalid: OnInvalid) -> Result<(), Failure> {
        let document = &self.document;
        let scope = Scope { document, holder: place.holder(document), value: place.value(document) };
        match Rewrite::all(actions, scope, &mut self.growth) {
            // What means the same stays as it is written.
            Ok(text) if matches!(scope.value, Some(Value::String(old)) if old.is(&text)) => Ok(()),
            Ok(text) => self.set(place, Value::from(text)),
            Err(Refusal::Invalid(why)) => self.invalid(place, on_invalid, why),
            Err(Refusal::Failed(failure)) => Err(failure),
        }
    }

    fn invalid(&mut self, place: &Found, on_invalid: OnInvalid, why: String) -> Result<(), Failure> {
        match on_invalid {
            OnInvalid::Skip => Ok(()),
            OnInvalid::Null => self.set(place, Value::Null),
            OnInvalid::Error => Err(Failure::new(ErrorKind::Input, code::TRANSFORM_VALUE, why)
                .with_hint("set `onInvalid` to \"skip\" or \"null\", or choose the places with `when`")),
        }
    }

    /// Takes all values before any is put anywhere. A place within another one goes along with it.
    fn relocate(
        &mut self,
        step: &Step,
        mut chosen: Vec<Found>,
        to: &PathPattern,
        copies: bool,
        existing: Existing,
        parents: bool,
    ) -> Result<(), Failure> {
        if !copies {
            chosen.dedup_by(|later, earlier| earlier.place.holds(&later.place));
        }
        let mut ways = Vec::with_capacity(chosen.len());
        let mut targets = HashSet::new();
        for found in chosen {
            let Some(target) = to.filled(&step.path, &found.place).filter(|target| *target != found.place) else {
                continue;
            };
            let is_there = existing == Existing::Keep && self.document.at(&target).is_some();
            if is_there || (existing == Existing::Keep && !targets.insert(target.clone())) {
                continue;
            }
            if !copies && found.place.holds(&target) {
                return Err(at(refused(&format!("it cannot be moved into itself, to `{target}`")), &found.place));
            }
            let Some(value) = found.value(&self.document) else { continue };
            self.growth.take(value)?;
            ways.push((value.clone(), found, target));
        }
        if !copies {
            let gone: Vec<Found> = ways.iter().map(|(_, found, _)| found.clone()).collect();
            take(&mut self.document, &gone, |_, _| ());
        }
        for (value, Found { place, .. }, target) in ways {
            let after = self.log.wanted.then(|| value.clone());
            match put(&mut self.document, &target, value, existing, parents).map_err(|it| at(it, &place))? {
                Put::Done(before) => {
                    self.log.note(|| change(&place, Some(&target), before.as_ref(), after.as_ref()));
                }
                Put::Taken => return Err(at(taken(&target), &place)),
                Put::NoPlace(why) => return Err(at(refused(&format!("it cannot go to `{target}`: {why}")), &place)),
            }
        }
        Ok(())
    }
}

fn change(
    place: &Pointer,
    to: Option<&Pointer>,
    before: Option<&Value<'_>>,
    after: Option<&Value<'_>>,
) -> TransformChange {
    TransformChange {
        step: 0,
        path: place.to_string(),
        to: to.map(ToString::to_string),
        before: before.map(excerpt),
        after: after.map(excerpt),
    }
}

fn refused(why: &str) -> Failure {
    Failure::new(ErrorKind::Input, code::TRANSFORM_PLACE, why.to_owned())
}

fn taken(place: &Pointer) -> Failure {
    refused(&format!("`{place}` is there already"))
        .with_detail("existing", place.to_string())
        .with_hint("set `existing` to \"replace\" or \"keep\"")
}

/// The failure says at which place.
fn at(failure: Failure, place: &Pointer) -> Failure {
    failure.with_detail("path", place.to_string())
}

#[cold]
fn missing(step: &Step) -> Failure {
    let message = if step.work.is_new() && !step.path.split().1.is_empty() {
        format!("nothing is there that `{}` could be put into", step.path)
    } else {
        format!("nothing is at `{}`", step.path)
    };
    let hint = match step.work {
        Work::Add { parents: false, .. } => {
            "correct the path, set `parents` to make the objects on the way, or set `onMissing` to \"skip\""
        }
        _ => "correct the path, or set `onMissing` to \"skip\"",
    };
    Failure::new(ErrorKind::Input, code::TRANSFORM_MISSING, message)
        .with_detail("path", step.path.to_string())
        .with_hint(hint)
}
