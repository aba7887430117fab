//! Documents that are changed or dressed on their way: nulls removed, strings cut, short containers in one line, colours.
//!
//! Tokens become events, which pass through [`Nulls`] and [`Fit`] to the [`Printer`]. None of the three keeps more of the
//! document than a line. Whoever wants none of it takes the plain writer, which is several times faster.

mod event;
mod fit;
mod html;
mod nulls;
mod paint;
mod printer;
mod text;
mod writer;

pub use html::{EPILOGUE as HTML_EPILOGUE, prologue as html_prologue};
pub use nulls::Removal;
pub use paint::{Paint, Palette};
pub use text::Wording;
pub use writer::{Done, Dress, Frame, StyledWriter};
