//! JavaScript, JSX, TypeScript and TSX.

mod module;

pub use module::LangEcma;
