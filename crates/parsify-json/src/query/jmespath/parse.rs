//! From tokens to an expression: each operator takes what binds closer than itself.

use super::ast::{Comparison, Kind, Node, Over, Projection, Slice};
use super::function::Function;
use super::token::{Token, tokens};
use crate::query::fault::{Fault, NESTING};

/// How close the operators bind.
mod power {
    pub(super) const PIPE: u8 = 1;
    pub(super) const OR: u8 = 2;
    pub(super) const AND: u8 = 3;
    pub(super) const COMPARISON: u8 = 5;
    pub(super) const FLATTEN: u8 = 9;
    /// What binds less ends a projection.
    pub(super) const PROJECTION: u8 = 10;
    pub(super) const STAR: u8 = 20;
    pub(super) const FILTER: u8 = 21;
    pub(super) const DOT: u8 = 40;
    pub(super) const NOT: u8 = 45;
    pub(super) const BRACKET: u8 = 55;
    pub(super) const PARENTHESIS: u8 = 60;
}

/// Reads an expression.
pub(crate) fn parse(expression: &str) -> Result<Node, Fault> {
    let mut parser = Parser { tokens: tokens(expression)?, next: 0, depth: 0 };
    let node = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(node),
        _ => Err(parser.unexpected("an operator")),
    }
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        self.tokens.get(self.next).map_or(&Token::End, |(_, token)| token)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).or(self.tokens.last()).map_or(0, |(at, _)| *at)
    }

    fn bump(&mut self) -> Token {
        let token = self.peek().clone();
        self.next += 1;
        token
    }

    fn eat(&mut self, sign: &'static str) -> bool {
        let stands = *self.peek() == Token::Sign(sign);
        self.next += usize::from(stands);
        stands
    }

    fn expect(&mut self, sign: &'static str) -> Result<(), Fault> {
        if self.eat(sign) { Ok(()) } else { Err(self.unexpected(&format!("`{sign}`"))) }
    }

    fn unexpected(&self, expected: &str) -> Fault {
        Fault::new(self.at(), format!("{expected} is expected, not {}", self.peek().shown()))
    }

    fn expression(&mut self, power: u8) -> Result<Node, Fault> {
        if self.depth == NESTING {
            return Err(Fault::too_deep(self.at()));
        }
        self.depth += 1;
        let mut left = self.first()?;
        while power < self.power() {
            left = self.infix(left)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn power(&self) -> u8 {
        let Token::Sign(sign) = self.peek() else { return 0 };
        match *sign {
            "|" => power::PIPE,
            "||" => power::OR,
            "&&" => power::AND,
            "==" | "!=" | "<" | "<=" | ">" | ">=" => power::COMPARISON,
            "[]" => power::FLATTEN,
            "[?" => power::FILTER,
            "." => power::DOT,
            "[" => power::BRACKET,
            "(" => power::PARENTHESIS,
            _ => 0,
        }
    }

    /// What an expression can start with.
    fn first(&mut self) -> Result<Node, Fault> {
        let at = self.at();
        let current = || Node::new(at, Kind::Current);
        match self.bump() {
            Token::Literal(value) => Node::new(at, Kind::Literal(value)),
            Token::Name(name) if *self.peek() == Token::Sign("(") => self.call(at, &name),
            Token::Name(name) | Token::Quoted(name) => Node::new(at, Kind::Field(name)),
            Token::Sign("@") => current(),
            Token::Sign("*") => self.project(at, current()?, Over::Values, power::STAR),
            Token::Sign("[?") => self.filter(at, current()?),
            Token::Sign("[]") => self.flatten(at, current()?),
            Token::Sign("[") => self.bracket(at),
            Token::Sign("{") => self.hash(at),
            Token::Sign("!") => Node::new(at, Kind::Not(Box::new(self.expression(power::NOT)?))),
            Token::Sign("(") => {
                let inner = self.expression(0)?;
                self.expect(")")?;
                // Parentheses end a projection, so what follows must not be drawn into the chain within.
                Node::new(at, Kind::Chain(vec![inner]))
            }
            _ => {
                self.next -= 1;
                let fault = self.unexpected("a name, a literal, a function or a bracket");
                Err(match self.peek() {
                    Token::Number(_) => fault.with_hint("a number as a value stands in backticks"),
                    Token::Sign("&") => {
                        fault.with_hint("`&` stands before an argument of a function, as in `sort_by(@, &age)`")
                    }
                    _ => fault,
                })
            }
        }
    }

    /// An operator behind an expression.
    fn infix(&mut self, left: Node) -> Result<Node, Fault> {
        let at = self.at();
        let Token::Sign(sign) = self.bump() else { return Err(self.unexpected("an operator")) };
        match sign {
            "." if self.eat("*") => self.project(at, left, Over::Values, power::STAR),
            "." => {
                let right = self.after_dot(power::DOT)?;
                chained(at, left, right)
            }
            "|" => {
                let right = self.expression(power::PIPE)?;
                chained(at, left, right)
            }
            "||" => self.operands(left, "||", power::OR).and_then(|parts| Node::new(at, Kind::Or(parts))),
            "&&" => self.operands(left, "&&", power::AND).and_then(|parts| Node::new(at, Kind::And(parts))),
            "[?" => self.filter(at, left),
            "[]" => self.flatten(at, left),
            "[" if matches!(self.peek(), Token::Number(_) | Token::Sign(":")) => self.index(at, left),
            "[" => {
                self.expect("*")?;
                self.expect("]")?;
                self.project(at, left, Over::Elements, power::STAR)
            }
            "(" => {
                self.next -= 1;
                Err(self.unexpected("an operator").with_hint("only a name without quotes is called"))
            }
            _ => {
                let right = self.expression(power::COMPARISON)?;
                Node::new(at, Kind::Compare(Box::new((left, comparison(sign), right))))
            }
        }
    }

    /// The operands of an operator that is written several times in a row.
    fn operands(&mut self, left: Node, sign: &'static str, power: u8) -> Result<Vec<Node>, Fault> {
        let mut parts = vec![left, self.expression(power)?];
        while self.eat(sign) {
            parts.push(self.expression(power)?);
        }
        Ok(parts)
    }

    fn after_dot(&mut self, power: u8) -> Result<Node, Fault> {
        let at = self.at();
        match self.peek() {
            Token::Name(_) | Token::Quoted(_) | Token::Sign("*") => self.expression(power),
            Token::Sign("[") => {
                self.bump();
                self.list(at)
            }
            Token::Sign("{") => {
                self.bump();
                self.hash(at)
            }
            _ => Err(self.unexpected("a name, `*`, `[` or `{`")),
        }
    }

    /// What is done to each element of a projection.
    fn then(&mut self, power: u8) -> Result<Node, Fault> {
        let at = self.at();
        if self.power() < power::PROJECTION {
            return Node::new(at, Kind::Current);
        }
        match self.peek() {
            Token::Sign("[" | "[?") => self.expression(power),
            Token::Sign(".") => {
                self.bump();
                self.after_dot(power)
            }
            _ => Err(self.unexpected("`.` or `[`")),
        }
    }

    fn project(&mut self, at: usize, source: Node, over: Over, power: u8) -> Result<Node, Fault> {
        let then = self.then(power)?;
        Node::new(at, Kind::Project(Box::new(Projection { source, over, then })))
    }

    fn filter(&mut self, at: usize, source: Node) -> Result<Node, Fault> {
        let condition = self.expression(0)?;
        self.expect("]")?;
        self.project(at, source, Over::Matching(condition), power::FILTER)
    }

    fn flatten(&mut self, at: usize, source: Node) -> Result<Node, Fault> {
        let flat = Node::new(at, Kind::Flatten(Box::new(source)))?;
        self.project(at, flat, Over::Elements, power::FLATTEN)
    }

    /// Behind an opening bracket at the start of an expression.
    fn bracket(&mut self, at: usize) -> Result<Node, Fault> {
        let current = Node::new(at, Kind::Current)?;
        if matches!(self.peek(), Token::Number(_) | Token::Sign(":")) {
            return self.index(at, current);
        }
        let star = self.tokens.get(self.next..self.next + 2);
        if matches!(star, Some([(_, Token::Sign("*")), (_, Token::Sign("]"))])) {
            self.next += 2;
            return self.project(at, current, Over::Elements, power::STAR);
        }
        self.list(at)
    }

    /// An index or a slice, behind the bracket.
    fn index(&mut self, at: usize, source: Node) -> Result<Node, Fault> {
        let mut parts = [None; 3];
        let mut colons = 0;
        loop {
            match self.peek().clone() {
                Token::Number(number) if parts[colons].is_none() => {
                    self.bump();
                    parts[colons] = Some(number);
                }
                Token::Sign(":") if colons < 2 => {
                    self.bump();
                    colons += 1;
                }
                _ => break,
            }
        }
        let step_at = self.at();
        self.expect("]")?;
        let [start, stop, step] = parts;
        match (start, colons) {
            (Some(index), 0) => {
                let index = Node::new(at, Kind::Index(index))?;
                chained(at, source, index)
            }
            _ if step == Some(0) => Err(Fault::new(step_at, "the step of a slice cannot be 0")),
            _ => {
                let slice = Node::new(at, Kind::Slice(Slice { start, stop, step: step.unwrap_or(1) }))?;
                let source = chained(at, source, slice)?;
                self.project(at, source, Over::Elements, power::STAR)
            }
        }
    }

    /// `a, b]`
    fn list(&mut self, at: usize) -> Result<Node, Fault> {
        let mut nodes = Vec::new();
        loop {
            nodes.push(self.expression(0)?);
            if self.eat("]") {
                return Node::new(at, Kind::List(nodes));
            }
            if !self.eat(",") {
                return Err(self.unexpected("`,` or `]`"));
            }
        }
    }

    /// `a: b, c: d}`
    fn hash(&mut self, at: usize) -> Result<Node, Fault> {
        let mut members = Vec::new();
        loop {
            let (Token::Name(name) | Token::Quoted(name)) = self.peek().clone() else {
                return Err(self.unexpected("a name"));
            };
            self.bump();
            self.expect(":")?;
            members.push((name, self.expression(0)?));
            if self.eat("}") {
                return Node::new(at, Kind::Hash(members));
            }
            if !self.eat(",") {
                return Err(self.unexpected("`,` or `}`"));
            }
        }
    }

    fn call(&mut self, at: usize, name: &str) -> Result<Node, Fault> {
        let function = Function::named(name, at)?;
        self.bump();
        let mut arguments = Vec::new();
        while !self.eat(")") {
            if !arguments.is_empty() {
                self.expect(",")?;
            }
            let start = self.at();
            arguments.push(match self.eat("&") {
                true => Node::new(start, Kind::Expression(Box::new(self.expression(0)?)))?,
                false => self.expression(0)?,
            });
        }
        function.check(at, &arguments)?;
        Node::new(at, Kind::Call(function, arguments))
    }
}

/// One after the other, in one flat chain.
fn chained(at: usize, left: Node, right: Node) -> Result<Node, Fault> {
    let mut chain = match left.kind {
        Kind::Chain(chain) => chain,
        _ => vec![left],
    };
    chain.push(right);
    Node::new(at, Kind::Chain(chain))
}

fn comparison(sign: &str) -> Comparison {
    match sign {
        "==" => Comparison::Equal,
        "!=" => Comparison::Unequal,
        "<" => Comparison::Less,
        "<=" => Comparison::LessOrEqual,
        ">" => Comparison::Greater,
        _ => Comparison::GreaterOrEqual,
    }
}
