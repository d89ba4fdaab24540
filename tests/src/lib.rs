//! Tests of the whole portal through public HTTP; they are in `tests/main.rs`.
