//! Tests of counting and judging.

mod counting;
