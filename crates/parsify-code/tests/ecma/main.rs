//! JavaScript and TypeScript, by what a user meets.

mod bad_input;
mod format;
mod highlight;
mod minify;
mod transpile;
mod validate;

use parsify_code::ecma::Ecma;

/// A program of each language with most of what the language has.
pub(crate) const PROGRAMS: [(Ecma, &str); 4] = [
    (
        Ecma::JavaScript,
        "#!/usr/bin/env node\n'use strict'\nimport a, { b as c } from './d.js' // first\n/** doc */\nexport default class E extends a {\n  static #f = 1; get g() { return this?.h ?? `x${c}y` }\n  async *i(j = {}, ...k) { for await (const l of j) yield* l; label: while (1) { break label } }\n}\nconst re = /a[/]b/giu, big = 10n ** 2n, o = { [a]: 1, ...c, 'q-r': 0x1F };\nif (a) b(); else { try { throw new Error('é𝄞') } catch { } finally { debugger } }\nswitch (a) { case 1: default: ; }\n",
    ),
    (
        Ecma::Jsx,
        "export const A = ({ b, ...c }) => <><p className=\"x\" {...c}>{b && <b.C d='e' />} text &amp; more</p></>;\n",
    ),
    (
        Ecma::TypeScript,
        "interface A<T extends B = C> { readonly d?: string; [key: string]: unknown; (x: number): void }\ntype E = { [K in keyof F]?: F[K] } | `a${string}`;\nenum G { H = 1, I }\nabstract class J<T> implements A<T> { private constructor(public k: T, protected l?: number) { super() } declare m: string; abstract n(): asserts this is J<T>; }\nnamespace O.P { export const q = <R,>(s: R): R => s as const satisfies unknown }\nfunction t(this: Window, u: typeof v[number], ...w: any[]): w is string[] { return w! }\n",
    ),
    (Ecma::Tsx, "const A = <T,>({ b }: { b: T }): JSX.Element => <B<T> c={b as unknown as string} />;\n"),
];
