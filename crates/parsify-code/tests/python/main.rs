//! Python, by what a user meets.

mod bad_input;
mod format;
mod highlight;
mod lint;
mod validate;

/// A program with most of what the language has.
pub(crate) const PROGRAM: &str = "#!/usr/bin/env python3\nfrom __future__ import annotations\nimport os, sys as s  # first\n\n@decorated(1)\nclass A(B, metaclass=C):\n    '''doc'''\n    x: int = 0x1F\n    async def f(self, /, a, *b, c=1, **d) -> None:\n        async with g() as h, i: yield [j async for j in k if j]\n        try: raise E from None\n        except* F as e: pass\n        finally: global z; z = lambda: (yield)\n\nmatch a:\n    case {'k': [1, *_], **r} if (n := 1): print(f'{n!r:>{w}} é𝄞')\n    case _: ...\ntype T[U] = list[U]\n";
