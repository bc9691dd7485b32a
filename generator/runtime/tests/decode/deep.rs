//! Bodies that are nested as deep as any client can be set to.

use std::thread;

use runtime::{Value, json, model::Slot};
use serde::{Serialize, de::DeserializeOwned};

use crate::models::Job;

/// What threads have for a stack unless they are given another; tokio's workers, too.
const STACK: usize = 2 << 20;

/// A model within its own list: two levels.
const JOB: &str = "{\"id\":\"j\",\"message\":null,\"children\":[";

/// Does with a value all that goes down level by level, and drops it.
fn use_up<T>(text: &str)
where
    T: Slot + Clone + PartialEq + Serialize + DeserializeOwned + std::fmt::Debug,
{
    let value: T = json::from_str_within(text, json::LARGEST_DEPTH).unwrap();
    assert!(json::to_string(&value) == text);
    assert!(format!("{value:?}").len() > json::LARGEST_DEPTH);
    assert!(value == value.clone());
    assert!(serde_json::to_string(&value).unwrap() == text);
    assert!(json::convert::<T>(&value).unwrap() == value);
    let told = serde_json::to_value(&value).unwrap();
    assert!(serde_json::from_value::<T>(told).unwrap() == value);
}

#[test]
fn the_largest_depth_fits_on_the_stack_of_a_thread() {
    let work = || {
        let nested = |open: &str, middle: &str, close: &str, times: usize| {
            format!("{}{middle}{}", open.repeat(times), close.repeat(times))
        };
        let depth = json::LARGEST_DEPTH;
        use_up::<Value>(&nested("[", "1", "]", depth));
        use_up::<Value>(&nested("{\"a\":", "1", "}", depth));
        use_up::<Job>(&nested(JOB, "", "]}", depth / 2));
    };
    let thread = thread::Builder::new()
        .stack_size(STACK)
        .spawn(work)
        .unwrap();
    thread.join().unwrap();
}

#[test]
fn no_more_than_the_largest_depth_can_be_asked_for() {
    let deeper = "[".repeat(json::LARGEST_DEPTH + 1);
    let error = json::from_str_within::<Value>(&deeper, usize::MAX).unwrap_err();
    assert!(error.to_string().contains("at most 512 levels"), "{error}");
    let error = json::from_str_within::<Value>("[[1]]", 1).unwrap_err();
    assert!(error.to_string().contains("at most 1 levels"), "{error}");
}
