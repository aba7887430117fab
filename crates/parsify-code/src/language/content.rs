//! What language a text looks like.
//!
//! Each language has words and signs that are rare in others, with weights; what a text has of them is added up, each sign
//! at most a few times, so that no single line decides. Rules of thumb, made for whole files: a line or two may be told
//! wrongly, which the confidence shows.

use crate::operations::Candidate;

/// How much of a text is looked at, in bytes.
const MOST: usize = 64 * 1024;
/// How often a sign counts.
const TIMES: usize = 3;
/// What must speak for a language, in sum.
const LEAST: u32 = 3;
/// How many candidates are named.
const CANDIDATES: usize = 5;

/// A sign: where it stands, what it is, how much it speaks for the language.
type Sign = (Place, &'static str, u32);

#[derive(Clone, Copy)]
enum Place {
    /// At the beginning of a line, after white space.
    Line,
    /// At the end of a line, before white space.
    End,
    /// Anywhere.
    Any,
    /// At the beginning of the text, after white space.
    Text,
}
use Place::{Any, End, Line, Text};

#[rustfmt::skip]
const SIGNS: &[(&str, &[Sign])] = &[
    ("bash", &[(Line, "fi", 2), (Line, "done", 2), (Line, "esac", 4), (End, "; then", 4), (End, "; do", 3), (Line, "if [ ", 4), (Line, "if [[ ", 4), (Line, "echo ", 1), (Line, "export ", 1), (Any, "\"$@\"", 4), (Any, "${", 1), (Line, "set -e", 4)]),
    ("c", &[(Line, "#include <", 4), (Line, "#define ", 2), (Line, "typedef struct", 3), (Any, "printf(", 2), (Line, "int main(", 3), (Any, "->", 1), (Line, "static ", 1), (Any, "malloc(", 3), (Line, "void ", 1)]),
    ("cpp", &[(Line, "#include <", 3), (Any, "std::", 4), (Line, "using namespace ", 5), (Line, "template <", 4), (Line, "template<", 4), (Any, "cout <<", 5), (Line, "class ", 1), (Line, "public:", 3), (Line, "private:", 3)]),
    ("csharp", &[(Line, "using System", 5), (Line, "namespace ", 2), (Any, "Console.WriteLine(", 5), (Any, "{ get; set; }", 5), (Line, "public class ", 1), (Any, "string[] args", 2)]),
    ("css", &[(Line, "@media ", 3), (Any, "px;", 2), (Line, "color:", 3), (Line, "margin", 2), (Line, "padding", 2), (Line, "display:", 3), (Line, "font-", 2), (Line, "background", 2), (Line, "@import url", 3)]),
    ("dockerfile", &[(Text, "FROM ", 4), (Line, "FROM ", 2), (Line, "RUN ", 3), (Line, "COPY ", 2), (Line, "ENTRYPOINT ", 4), (Line, "CMD [", 4), (Line, "WORKDIR ", 4), (Line, "EXPOSE ", 3)]),
    ("go", &[(Line, "package ", 3), (Line, "func ", 3), (Any, ":= ", 2), (Line, "import (", 3), (Any, "fmt.", 3), (Line, "defer ", 3), (Line, "if err != nil {", 6), (Any, "chan ", 2)]),
    ("graphql", &[(Line, "type Query {", 6), (Line, "query ", 3), (Line, "mutation ", 3), (Line, "fragment ", 3), (Any, ": String!", 3), (Any, ": ID!", 4), (Line, "schema {", 4)]),
    ("haskell", &[(Any, " :: ", 3), (Line, "import qualified ", 5), (Line, "module ", 1), (End, " where", 2), (Any, " <- ", 1), (Line, "{-# LANGUAGE", 6), (Line, "main = ", 3), (Line, "data ", 1), (Any, "putStrLn", 3)]),
    ("html", &[(Text, "<!DOCTYPE html", 9), (Text, "<!doctype html", 9), (Text, "<html", 8), (Any, "<head>", 3), (Any, "<body", 3), (Any, "</div>", 3), (Any, "</p>", 2), (Any, "<script", 2), (Any, "<a href=", 2)]),
    ("java", &[(Line, "import java", 5), (Line, "public class ", 3), (Any, "public static void main(String", 6), (Any, "System.out.", 5), (Line, "package ", 2), (Line, "@Override", 4), (Line, "private final ", 3), (Any, " throws ", 2)]),
    ("javascript", &[(Line, "const ", 2), (Line, "let ", 1), (Line, "var ", 1), (Line, "function ", 2), (Any, "=> ", 2), (Any, "===", 2), (Any, "!==", 2), (Any, "console.log(", 3), (Any, "require(", 2), (Line, "module.exports", 5), (Line, "export default ", 3), (Line, "export const ", 2), (Line, "import {", 2), (Any, "} from '", 2), (Any, "} from \"", 2), (Any, "document.", 2), (Any, "async function", 2), (End, "});", 2), (Line, "'use strict'", 4), (Line, "\"use strict\"", 4), (Line, "async ", 1), (Any, "undefined", 1), (Any, "new Promise(", 3)]),
    ("jsx", &[(Any, "className=", 4), (Any, "/>", 1), (Any, "return <", 3), (Any, "onClick={", 4), (Line, "import React", 4), (Any, "useState(", 3), (Any, "={() =>", 3), (Line, "const ", 1), (Line, "export default ", 1)]),
    ("json", &[(Text, "{\"", 4), (Text, "[{\"", 4), (Text, "{\n  \"", 6), (Line, "\"", 1), (Any, "\": \"", 2), (Any, "\":{", 2)]),
    ("kotlin", &[(Line, "fun ", 4), (Line, "val ", 2), (Line, "data class ", 5), (Line, "import kotlin", 5), (Any, "println(", 1), (Any, "?: ", 2), (Line, "override fun ", 4), (Line, "companion object", 5)]),
    ("lua", &[(Line, "local ", 3), (Line, "local function ", 4), (Any, " then", 1), (Line, "end", 1), (Any, "~= ", 2), (Line, "elseif ", 1), (Any, " .. ", 2), (Line, "-- ", 1), (Any, "nil", 1), (Line, "function ", 1), (Any, "require(\"", 1)]),
    ("markdown", &[(Line, "# ", 1), (Line, "## ", 3), (Line, "- [", 2), (Any, "](http", 4), (Line, "```", 4), (Any, "**", 1), (Line, "> ", 1)]),
    ("perl", &[(Line, "use strict;", 5), (Line, "use warnings", 5), (Line, "my $", 4), (Line, "my @", 4), (Line, "sub ", 2), (Any, "=~ ", 3), (Any, "->{", 2), (Any, "@_", 3)]),
    ("php", &[(Text, "<?php", 12), (Any, "<?php", 5), (Any, "$this->", 4), (Line, "echo ", 1), (Any, "function ", 1), (Any, "<?=", 4)]),
    ("powershell", &[(Any, "Write-Host", 5), (Line, "param(", 2), (Any, " -eq ", 2), (Any, "Get-", 2), (Line, "[CmdletBinding(", 6), (Line, "$", 1), (Any, "| Where-Object", 5), (Any, "| ForEach-Object", 5)]),
    ("python", &[(Line, "def ", 3), (Line, "import ", 1), (Line, "from ", 2), (Line, "class ", 1), (End, ":", 1), (Line, "elif ", 4), (Any, "self.", 3), (Any, "print(", 2), (Line, "if __name__ == ", 6), (Line, "except ", 3), (Line, "with ", 1), (Any, " None", 2), (Line, "\"\"\"", 3), (Line, "@property", 3), (Any, "__init__", 4), (Any, "lambda ", 2), (Line, "async def ", 4), (Line, "# ", 1), (Any, "f\"", 1), (Line, "raise ", 2), (Any, " not in ", 2), (Any, " in range(", 4)]),
    ("r", &[(Any, " <- ", 3), (Any, "library(", 4), (Any, "function(", 1), (Any, "c(", 1), (Any, "data.frame(", 4), (Any, " %>% ", 5), (Any, "TRUE", 1)]),
    ("ruby", &[(Line, "def ", 2), (Line, "end", 2), (Line, "require '", 4), (Line, "puts ", 3), (Any, " do |", 4), (Line, "attr_", 4), (Line, "module ", 1), (Line, "elsif ", 4), (Any, ".each ", 2), (Any, "@", 1), (Any, "nil", 1), (Line, "class ", 1)]),
    ("rust", &[(Line, "fn ", 4), (Line, "pub fn ", 5), (Line, "use ", 1), (Line, "let mut ", 5), (Line, "impl ", 4), (Any, "-> ", 1), (Any, "::<", 2), (Any, "println!(", 5), (Line, "#[derive(", 6), (Line, "match ", 2), (Any, "&str", 3), (Any, "&mut ", 3), (Line, "pub struct ", 4), (Line, "mod ", 2), (Any, ".unwrap()", 3)]),
    ("scala", &[(Line, "object ", 3), (Line, "case class ", 5), (Line, "def ", 1), (Line, "val ", 2), (Line, "import scala", 6), (Line, "trait ", 2), (Any, " extends App", 5), (Any, "Option[", 3)]),
    ("scss", &[(Line, "$", 1), (Line, "@mixin ", 6), (Line, "@include ", 6), (Line, "&:", 4), (Line, "&.", 4), (Line, "@extend ", 5), (Any, "px;", 1), (Line, "@use ", 4)]),
    ("sql", &[(Line, "SELECT ", 4), (Line, "select ", 2), (Line, "INSERT INTO ", 5), (Line, "CREATE TABLE ", 5), (Line, "create table ", 5), (Any, " FROM ", 2), (Any, " WHERE ", 2), (Line, "ALTER TABLE ", 5), (Any, "VARCHAR", 3), (Any, "PRIMARY KEY", 3), (Line, "FROM ", 1), (Line, "WHERE ", 2)]),
    ("swift", &[(Line, "import Foundation", 6), (Line, "import UIKit", 6), (Line, "import SwiftUI", 6), (Line, "func ", 2), (Line, "guard let ", 6), (Line, "let ", 1), (Line, "if let ", 2), (Any, "print(\"", 1), (Line, "@objc", 4), (Line, "extension ", 2)]),
    ("toml", &[(Line, "[[", 4), (Line, "[package]", 6), (Line, "[dependencies]", 6), (Any, " = \"", 1), (Line, "[tool.", 5)]),
    ("tsx", &[(Any, "className=", 3), (Any, "/>", 1), (Any, "React.FC", 6), (Any, "onClick={", 3), (Any, "useState<", 5), (Any, ": React.", 5), (Any, "JSX.Element", 6), (Line, "interface ", 2), (Any, ": string", 2), (Line, "const ", 1)]),
    ("typescript", &[(Any, ": string", 3), (Any, ": number", 3), (Any, ": boolean", 3), (Line, "interface ", 3), (Line, "export interface ", 4), (Line, "export type ", 4), (Line, "import type ", 5), (Any, " as const", 3), (Any, ": void", 2), (Any, "readonly ", 3), (Line, "enum ", 2), (Any, "Promise<", 3), (Any, " implements ", 2), (Line, "const ", 2), (Any, "=> ", 1), (Any, "private ", 1), (Line, "import {", 1), (Line, "export ", 1), (Any, "<T>", 2), (Line, "declare ", 3), (Any, "===", 1), (Line, "type ", 2)]),
    ("xml", &[(Text, "<?xml", 10), (Any, "xmlns", 4), (Any, "</", 1)]),
    ("yaml", &[(Text, "---\n", 4), (Line, "- name: ", 4), (Line, "- ", 1), (Line, "version: ", 2), (End, ":", 1), (Line, "name: ", 2), (Line, "steps:", 3), (Line, "services:", 3)]),
];

/// The languages that a text looks like, the likeliest first; none when too little speaks for any.
pub(super) fn candidates(text: &str) -> Vec<Candidate> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = &text[..text.floor_char_boundary(MOST.min(text.len()))];
    let mut scores: Vec<(&str, u32)> = SIGNS.iter().map(|(id, signs)| (*id, score(text, signs))).collect();
    scores.retain(|(_, score)| *score >= LEAST);
    scores.sort_by_key(|&(id, score)| (std::cmp::Reverse(score), id));
    scores.truncate(CANDIDATES);
    let sum: u32 = scores.iter().map(|(_, score)| score).sum();
    let part = |score: u32| (f64::from(score) / f64::from(sum) * 100.0).round() / 100.0;
    scores.into_iter().map(|(id, score)| Candidate::new(id, part(score))).collect()
}

fn score(text: &str, signs: &[Sign]) -> u32 {
    signs.iter().map(|&(place, sign, weight)| weight * times(text, place, sign) as u32).sum()
}

/// How often a sign is there, as far as it counts.
fn times(text: &str, place: Place, sign: &str) -> usize {
    match place {
        Place::Any => text.matches(sign).take(TIMES).count(),
        Place::Text => usize::from(text.trim_start().starts_with(sign)),
        Place::Line => text.lines().filter(|line| line.trim_start().starts_with(sign)).take(TIMES).count(),
        Place::End => text.lines().filter(|line| line.trim_end().ends_with(sign)).take(TIMES).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::language;

    #[test]
    fn every_language_here_is_in_the_table() {
        for (id, signs) in SIGNS {
            assert_eq!(language(id).map(|found| found.id), Some(*id));
            assert!(!signs.is_empty());
        }
    }

    #[test]
    fn programs_are_told_apart() {
        for (language, text) in [
            (
                "python",
                "import os\n\ndef main(argv):\n    for name in argv:\n        print(name)\n\nif __name__ == '__main__':\n    main([])\n",
            ),
            (
                "javascript",
                "const fs = require('fs');\n\nfunction read(name) {\n  return fs.readFileSync(name) === null;\n}\nmodule.exports = { read };\n",
            ),
            ("typescript", "export interface User {\n  name: string;\n  age: number;\n}\nconst users: User[] = [];\n"),
            (
                "tsx",
                "const App: React.FC = () => {\n  const [n, setN] = useState<number>(0);\n  return <div className=\"a\" onClick={() => setN(n + 1)} />;\n};\n",
            ),
            ("jsx", "export default function App() {\n  return <div className=\"a\" onClick={() => 1}>x</div>;\n}\n"),
            ("rust", "use std::fs;\n\npub fn main() {\n    let mut a = 1;\n    println!(\"{a}\");\n}\n"),
            ("go", "package main\n\nimport (\n\t\"fmt\"\n)\n\nfunc main() {\n\tfmt.Println(1)\n}\n"),
            (
                "java",
                "import java.util.List;\n\npublic class A {\n  public static void main(String[] args) {\n    System.out.println(1);\n  }\n}\n",
            ),
            ("c", "#include <stdio.h>\n\nint main(void) {\n  printf(\"a\\n\");\n  return 0;\n}\n"),
            ("cpp", "#include <iostream>\nusing namespace std;\nint main() { std::cout << 1; }\n"),
            ("bash", "set -e\nif [ -f a ]; then\n  echo b\nfi\n"),
            ("sql", "SELECT a\nFROM b\nWHERE c = 1;\n"),
            ("html", "<!DOCTYPE html>\n<html><body><p>a</p></body></html>\n"),
            ("json", "{\n  \"a\": \"b\"\n}\n"),
            ("yaml", "---\nname: a\nsteps:\n  - name: b\n"),
            ("ruby", "require 'set'\n\ndef a\n  puts 1\nend\n"),
            ("php", "<?php\necho 1;\n"),
            ("css", "a {\n  color: red;\n  margin: 2px;\n}\n"),
            ("markdown", "# A\n\n## B\n\nSee [x](http://example.org).\n"),
        ] {
            assert_eq!(candidates(text).first().map(|best| best.language.as_str()), Some(language), "{text}");
        }
    }

    #[test]
    fn what_is_no_program_is_not_taken_for_one() {
        for text in ["", "\u{feff}", "hello", "The quick brown fox.\n", "\0\0\0", "ąęć"] {
            assert!(candidates(text).is_empty(), "{text:?}: {:?}", candidates(text));
        }
    }
}
