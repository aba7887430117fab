//! From text to an expression.

use super::reference::{Base, Reference, Step};
use super::token::{Token, tokens};
use crate::operations::arithmetic::Decimal;
use crate::tree::Number;

/// The most words of an expression: its tree can be no deeper.
const LONGEST: usize = 500;
/// How deeply it may nest.
const DEEPEST: usize = 64;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Expression {
    Number(Decimal),
    Reference(Reference),
    Negative(Box<Expression>),
    Binary(Operator, Box<Expression>, Box<Expression>),
    Call(Function, Vec<Expression>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Function {
    Min,
    Max,
    Sum,
    Avg,
    Len,
    Round,
    Floor,
    Ceil,
    Abs,
}

const FUNCTIONS: [(&str, Function); 9] = [
    ("min", Function::Min),
    ("max", Function::Max),
    ("sum", Function::Sum),
    ("avg", Function::Avg),
    ("len", Function::Len),
    ("round", Function::Round),
    ("floor", Function::Floor),
    ("ceil", Function::Ceil),
    ("abs", Function::Abs),
];

impl Function {
    pub(super) fn name(self) -> &'static str {
        FUNCTIONS.iter().find(|(_, function)| *function == self).map_or("", |(name, _)| name)
    }
}

/// A text that is no expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Malformed {
    /// Where, in characters from 1.
    pub(in super::super) column: usize,
    pub(in super::super) what: String,
}

impl Malformed {
    pub(super) fn new(column: usize, what: impl Into<String>) -> Self {
        Self { column, what: what.into() }
    }
}

impl Expression {
    pub(in super::super) fn parse(text: &str) -> Result<Self, Malformed> {
        let mut parser = Parser::new(text)?;
        let expression = parser.sum()?;
        parser.end("an operator")?;
        Ok(expression)
    }
}

impl Reference {
    pub(in super::super) fn parse(text: &str) -> Result<Self, Malformed> {
        let mut parser = Parser::new(text)?;
        let reference = parser.reference()?;
        parser.end("nothing more")?;
        Ok(reference)
    }
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
    depth: usize,
    /// Behind the last character.
    end: usize,
}

impl Parser {
    fn new(text: &str) -> Result<Self, Malformed> {
        let tokens = tokens(text)?;
        if let Some((column, _)) = tokens.get(LONGEST) {
            return Err(Malformed::new(*column, format!("an expression has at most {LONGEST} words")));
        }
        Ok(Self { tokens, at: 0, depth: 0, end: text.chars().count() + 1 })
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn column(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |(column, _)| *column)
    }

    fn wanted(&self, what: &str) -> Malformed {
        let found = if self.peek().is_some() { "something else stands here" } else { "it ends here" };
        Malformed::new(self.column(), format!("{what} is expected, and {found}"))
    }

    fn end(&self, what: &str) -> Result<(), Malformed> {
        if self.peek().is_none() { Ok(()) } else { Err(self.wanted(what)) }
    }

    /// Takes one of these signs.
    fn sign(&mut self, signs: &[char]) -> Option<char> {
        match self.peek() {
            Some(Token::Sign(sign)) if signs.contains(sign) => {
                let sign = *sign;
                self.at += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    fn expect(&mut self, sign: char) -> Result<(), Malformed> {
        self.sign(&[sign]).map(|_| ()).ok_or_else(|| self.wanted(&format!("`{sign}`")))
    }

    fn sum(&mut self) -> Result<Expression, Malformed> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Malformed::new(self.column(), format!("it nests more than {DEEPEST} levels deep")));
        }
        let mut left = self.product()?;
        while let Some(sign) = self.sign(&['+', '-']) {
            let operator = if sign == '+' { Operator::Add } else { Operator::Subtract };
            left = Expression::Binary(operator, Box::new(left), Box::new(self.product()?));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn product(&mut self) -> Result<Expression, Malformed> {
        let mut left = self.signed()?;
        while let Some(sign) = self.sign(&['*', '/', '%']) {
            let operator = match sign {
                '*' => Operator::Multiply,
                '/' => Operator::Divide,
                _ => Operator::Remainder,
            };
            left = Expression::Binary(operator, Box::new(left), Box::new(self.signed()?));
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Expression, Malformed> {
        let mut negative = false;
        while self.sign(&['-']).is_some() {
            negative = !negative;
        }
        let primary = self.primary()?;
        Ok(if negative { Expression::Negative(Box::new(primary)) } else { primary })
    }

    fn primary(&mut self) -> Result<Expression, Malformed> {
        let column = self.column();
        match self.peek().cloned() {
            Some(Token::Number(text)) => {
                self.at += 1;
                let number = Number::new(text).and_then(|number| Decimal::read(&number));
                number
                    .map(Expression::Number)
                    .ok_or_else(|| Malformed::new(column, "this is no number that can be used"))
            }
            Some(Token::Sign('(')) => {
                self.at += 1;
                let inner = self.sum()?;
                self.expect(')')?;
                Ok(inner)
            }
            Some(Token::Name(name)) if matches!(self.tokens.get(self.at + 1), Some((_, Token::Sign('(')))) => {
                self.at += 2;
                self.call(&name, column)
            }
            _ => self.reference().map(Expression::Reference),
        }
    }

    fn call(&mut self, name: &str, column: usize) -> Result<Expression, Malformed> {
        let Some((_, function)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
            let names: Vec<_> = FUNCTIONS.iter().map(|(name, _)| *name).collect();
            return Err(Malformed::new(column, format!("there is no function `{name}`, only {}", names.join(", "))));
        };
        let mut arguments = vec![self.sum()?];
        while self.sign(&[',']).is_some() {
            arguments.push(self.sum()?);
        }
        self.expect(')')?;
        let most = match function {
            Function::Min | Function::Max | Function::Sum | Function::Avg => usize::MAX,
            Function::Round => 2,
            Function::Len | Function::Floor | Function::Ceil | Function::Abs => 1,
        };
        if arguments.len() > most {
            return Err(Malformed::new(column, format!("`{name}` takes at most {most} arguments")));
        }
        Ok(Expression::Call(*function, arguments))
    }

    fn reference(&mut self) -> Result<Reference, Malformed> {
        let start = self.at;
        let (base, first) = match self.peek().cloned() {
            Some(Token::Sign('$')) => (Base::Document, None),
            Some(Token::Sign('@')) => (Base::Itself, None),
            Some(Token::Name(name) | Token::Quoted(name)) => (Base::Holder, Some(Step::Key(name))),
            _ => return Err(self.wanted("a number, a name or a bracket")),
        };
        self.at += 1;
        let mut steps = Vec::from_iter(first);
        while let Some(sign) = self.sign(&['.', '[']) {
            steps.push(if sign == '.' { self.member()? } else { self.element()? });
        }
        let text = self.tokens.get(start..self.at).unwrap_or_default().iter().map(|(_, token)| token.text()).collect();
        Ok(Reference { text, base, steps })
    }

    fn member(&mut self) -> Result<Step, Malformed> {
        let step = match self.peek().cloned() {
            Some(Token::Name(name) | Token::Quoted(name)) => Step::Key(name),
            Some(Token::Sign('*')) => Step::All,
            _ => return Err(self.wanted("a name or `*`")),
        };
        self.at += 1;
        Ok(step)
    }

    fn element(&mut self) -> Result<Step, Malformed> {
        let step = match self.peek().cloned() {
            Some(Token::Number(text)) => crate::tree::index_of(&text).map(Step::Index),
            Some(Token::Sign('*')) => Some(Step::All),
            _ => None,
        };
        let step = step.ok_or_else(|| self.wanted("an index or `*`"))?;
        self.at += 1;
        self.expect(']')?;
        Ok(step)
    }
}

impl Token {
    fn text(&self) -> String {
        match self {
            Self::Number(text) | Self::Name(text) => text.clone(),
            Self::Quoted(text) => format!("{text:?}"),
            Self::Sign(sign) => sign.to_string(),
        }
    }
}
