//! The codes of failures that are not about syntax: stable, to branch on. Those about syntax are [`Code`](crate::Code).
