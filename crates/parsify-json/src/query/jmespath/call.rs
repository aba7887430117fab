//! What the functions do.

use std::cmp::Ordering;

use parsify_error::Failure;

use super::ast::{Kind as Part, Node};
use super::evaluate::Evaluator;
use super::function::Function;
use super::item::{Item, Member};
use super::numbers::{absolute, mean, rounded, sum};
use crate::tree::{Kind, Number, Text};

impl Evaluator<'_> {
    pub(super) fn call<'t>(
        &self,
        at: usize,
        function: Function,
        arguments: &'t [Node],
        current: &Item<'t>,
    ) -> Result<Item<'t>, Failure> {
        let mut items = Vec::with_capacity(arguments.len());
        let mut expression = None;
        for argument in arguments {
            match &argument.kind {
                Part::Expression(part) => expression = Some(&**part),
                _ => items.push(self.evaluate(argument, current)?),
            }
        }
        let call = Call { evaluator: self, at, function, items };
        call.run(expression)
    }
}

/// A call whose arguments are evaluated.
struct Call<'c, 't> {
    evaluator: &'c Evaluator<'c>,
    at: usize,
    function: Function,
    items: Vec<Item<'t>>,
}

impl<'t> Call<'_, 't> {
    fn run(&self, expression: Option<&'t Node>) -> Result<Item<'t>, Failure> {
        match self.function {
            Function::Abs => self.number(absolute),
            Function::Ceil => self.number(|number| rounded(number, f64::ceil)),
            Function::Floor => self.number(|number| rounded(number, f64::floor)),
            Function::Sum => self.total(),
            Function::Avg => self.average(),
            Function::Contains => self.contains(),
            Function::StartsWith => self.affix(<[u8]>::starts_with),
            Function::EndsWith => self.affix(<[u8]>::ends_with),
            Function::Join => self.join(),
            Function::Keys => self.keys(),
            Function::Values => self.values(),
            Function::Length => self.length(),
            Function::Map => self.map(expression),
            Function::Max | Function::MaxBy => self.extreme(expression, Ordering::Greater),
            Function::Min | Function::MinBy => self.extreme(expression, Ordering::Less),
            Function::Sort | Function::SortBy => {
                let keyed = self.evaluator.keyed(self.at, self.function, self.elements(0)?, expression)?;
                self.evaluator.sorted(keyed)
            }
            Function::Merge => self.merge(),
            Function::NotNull => {
                Ok(self.items.iter().find(|item| item.kind() != Kind::Null).cloned().unwrap_or_else(Item::null))
            }
            Function::Reverse => self.reverse(),
            Function::ToArray => self.to_array(),
            Function::ToNumber => Ok(self.to_number()),
            Function::ToString => self.to_string(),
            Function::Type => Ok(Item::made(self.item(0).kind().as_str())),
        }
    }

    fn item(&self, place: usize) -> Item<'t> {
        self.items.get(place).cloned().unwrap_or_else(Item::null)
    }

    fn wrong(&self, place: usize, expected: &str) -> Failure {
        let (name, found) = (self.function.name(), self.item(place).kind());
        self.evaluator
            .fail(self.at, format!("argument {} of `{name}` must be {expected}, but is of type {found}", place + 1))
    }

    fn wrong_element(&self, place: usize, expected: &str, element: &Item<'t>) -> Failure {
        let (name, found) = (self.function.name(), element.kind());
        let message = format!(
            "argument {} of `{name}` must be an array of {expected}, but holds a value of type {found}",
            place + 1
        );
        self.evaluator.fail(self.at, message)
    }

    fn elements(&self, place: usize) -> Result<Vec<Item<'t>>, Failure> {
        self.item(place).elements(self.evaluator.budget)?.ok_or_else(|| self.wrong(place, "an array"))
    }

    fn members(&self, place: usize) -> Result<Vec<Member<'t>>, Failure> {
        self.item(place).members(self.evaluator.budget)?.ok_or_else(|| self.wrong(place, "an object"))
    }

    fn text(&self, place: usize) -> Result<Text<'t>, Failure> {
        let text = self.item(place).text().cloned();
        let text = text.ok_or_else(|| self.wrong(place, "a string"))?;
        self.evaluator.budget.read(text.raw().len())?;
        Ok(text)
    }

    fn number(&self, function: impl Fn(&Number<'t>) -> Option<Number<'t>>) -> Result<Item<'t>, Failure> {
        let item = self.item(0);
        let number = item.number().ok_or_else(|| self.wrong(0, "a number"))?;
        self.evaluator.budget.make(number.as_str().len())?;
        function(number).map(Item::made).ok_or_else(|| self.beyond())
    }

    fn beyond(&self) -> Failure {
        self.evaluator.fail(self.at, format!("the result of `{}` is beyond all doubles", self.function.name()))
    }

    /// The numbers of an array.
    fn numbers(&self) -> Result<Vec<Number<'t>>, Failure> {
        let number = |item: Item<'t>| item.number().cloned().ok_or_else(|| self.wrong_element(0, "numbers", &item));
        let numbers: Vec<_> = self.elements(0)?.into_iter().map(number).collect::<Result<_, _>>()?;
        numbers.iter().try_for_each(|number| self.evaluator.budget.read(number.as_str().len()))?;
        Ok(numbers)
    }

    fn total(&self) -> Result<Item<'t>, Failure> {
        sum(self.numbers()?.iter()).map(Item::made).ok_or_else(|| self.beyond())
    }

    fn average(&self) -> Result<Item<'t>, Failure> {
        let numbers = self.numbers()?;
        if numbers.is_empty() {
            return Ok(Item::null());
        }
        mean(numbers.iter()).map(Item::made).ok_or_else(|| self.beyond())
    }

    fn contains(&self) -> Result<Item<'t>, Failure> {
        if self.item(0).text().is_some() {
            let (text, part) = (self.text(0)?, self.item(1));
            let found = part.text().is_some_and(|part| text.to_str_lossy().contains(&*part.to_str_lossy()));
            return Ok(Item::made(found));
        }
        let elements =
            self.item(0).elements(self.evaluator.budget)?.ok_or_else(|| self.wrong(0, "an array or a string"))?;
        for element in elements {
            if element.same(&self.item(1), self.evaluator.budget)? {
                return Ok(Item::made(true));
            }
        }
        Ok(Item::made(false))
    }

    fn affix(&self, has: fn(&[u8], &[u8]) -> bool) -> Result<Item<'t>, Failure> {
        let (text, affix) = (self.text(0)?, self.text(1)?);
        Ok(Item::made(has(&text.wtf8(), &affix.wtf8())))
    }

    fn join(&self) -> Result<Item<'t>, Failure> {
        let glue = self.text(0)?;
        let glue = glue.to_str_lossy();
        let mut joined = String::new();
        for (place, element) in self.elements(1)?.iter().enumerate() {
            let part = element.text().ok_or_else(|| self.wrong_element(1, "strings", element))?.to_str_lossy();
            self.evaluator.budget.make(part.len() + glue.len())?;
            if place > 0 {
                joined.push_str(&glue);
            }
            joined.push_str(&part);
        }
        Ok(Item::made(joined))
    }

    fn keys(&self) -> Result<Item<'t>, Failure> {
        let keys = self.members(0)?.into_iter().map(|(key, _)| Item::made(key));
        Item::list(keys.collect(), self.evaluator.budget)
    }

    fn values(&self) -> Result<Item<'t>, Failure> {
        let values = self.members(0)?.into_iter().map(|(_, value)| value);
        Item::list(values.collect(), self.evaluator.budget)
    }

    fn length(&self) -> Result<Item<'t>, Failure> {
        let item = self.item(0);
        let length = match item.kind() {
            Kind::String => self.text(0)?.to_str_lossy().chars().count(),
            Kind::Object => self.members(0)?.len(),
            _ => item.len().ok_or_else(|| self.wrong(0, "a string, an array or an object"))?,
        };
        Ok(Item::made(length))
    }

    fn map(&self, expression: Option<&'t Node>) -> Result<Item<'t>, Failure> {
        let Some(expression) = expression else { return Ok(Item::null()) };
        let elements = self.elements(0)?;
        let results = elements.iter().map(|element| self.evaluator.evaluate(expression, element));
        Item::list(results.collect::<Result<_, _>>()?, self.evaluator.budget)
    }

    fn extreme(&self, expression: Option<&'t Node>, direction: Ordering) -> Result<Item<'t>, Failure> {
        let keyed = self.evaluator.keyed(self.at, self.function, self.elements(0)?, expression)?;
        self.evaluator.extreme(keyed, direction)
    }

    fn merge(&self) -> Result<Item<'t>, Failure> {
        let mut members = Vec::new();
        for place in 0..self.items.len() {
            members.extend(self.members(place)?);
        }
        Item::hash(members, self.evaluator.budget)
    }

    fn reverse(&self) -> Result<Item<'t>, Failure> {
        if self.item(0).text().is_some() {
            let text = self.text(0)?;
            self.evaluator.budget.make(text.raw().len())?;
            return Ok(Item::made(text.to_str_lossy().chars().rev().collect::<String>()));
        }
        let elements = self.item(0).elements(self.evaluator.budget)?;
        let mut elements = elements.ok_or_else(|| self.wrong(0, "an array or a string"))?;
        elements.reverse();
        Item::list(elements, self.evaluator.budget)
    }

    fn to_array(&self) -> Result<Item<'t>, Failure> {
        let item = self.item(0);
        if item.kind() == Kind::Array { Ok(item) } else { Item::list(vec![item], self.evaluator.budget) }
    }

    fn to_number(&self) -> Item<'t> {
        let item = self.item(0);
        if item.number().is_some() {
            return item;
        }
        let number = item.text().and_then(|text| Number::new(text.to_str_lossy().into_owned()));
        number.map_or_else(Item::null, Item::made)
    }

    fn to_string(&self) -> Result<Item<'t>, Failure> {
        let item = self.item(0);
        if item.text().is_some() {
            return Ok(item);
        }
        let json = item.into_value(self.evaluator.budget)?.to_json();
        self.evaluator.budget.make(json.len())?;
        Ok(Item::made(json))
    }
}
