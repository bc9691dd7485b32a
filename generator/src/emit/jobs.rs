//! What operations start: how it is polled, what its statuses mean, and what gives its result.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::Context;
use crate::plan::{Job, Operation, Outcome, Reading, Source, Target};

/// The job of an operation that starts one.
pub fn job(it: &Operation, cx: &mut Context<'_>) -> Option<TokenStream> {
    let job = it.job.as_ref()?;
    let starts = starts(it, job, cx);
    let delivers = delivers(it, job, cx);
    Some(quote!(#starts #delivers))
}

/// What expressions look into, of an operation whose successes differ; one type is looked into as it is.
pub fn look(it: &Operation, cx: &mut Context<'_>) -> Option<TokenStream> {
    let Outcome::Choice(name, cases) = &it.output else {
        return None;
    };
    if !it.looked_into {
        return None;
    }
    let (look, slot) = (cx.runtime("Look"), cx.model("Slot"));
    let arms = cases.iter().map(|case| {
        let variant = &case.name;
        match &case.content {
            None => quote!(Self::#variant => &()),
            Some((_, Reading::Decode)) => quote!(Self::#variant(value) => value),
            Some(_) => quote!(Self::#variant(_) => &()),
        }
    });
    Some(quote! {
        impl #look for #name {
            fn look(&self) -> &dyn #slot {
                match self {
                    #(#arms,)*
                }
            }
        }
    })
}

fn starts(it: &Operation, job: &Job, cx: &mut Context<'_>) -> TokenStream {
    let Job {
        poll: (poll, target),
        success,
        failure,
        running,
        ..
    } = job;
    let (name, poll) = (cx.api_operation(&it.name), cx.api_operation(poll));
    let (starts, lifecycle) = (cx.runtime("Starts"), cx.job("Lifecycle"));
    let (target, status) = (self::target(target, cx), source(&job.status, cx));
    let reason = optional(job.reason.as_ref(), cx);
    let progress = match &job.progress {
        None => quote!(None),
        Some((done, total)) => {
            let (done, class) = (source(done, cx), cx.job("Total"));
            let total = match total {
                Ok(total) => {
                    let total = Literal::f64_unsuffixed(*total);
                    quote!(#class::Fixed(#total))
                }
                Err(total) => {
                    let total = source(total, cx);
                    quote!(#class::Stated(#total))
                }
            };
            quote!(Some((#done, #total)))
        }
    };
    quote! {
        impl #starts for #name {
            type Poll = #poll;
            const JOB: &'static #lifecycle = &#lifecycle {
                poll: #target,
                status: #status,
                success: &[#(#success),*],
                failure: &[#(#failure),*],
                running: &[#(#running),*],
                reason: #reason,
                progress: #progress,
            };
        }
    }
}

fn delivers(it: &Operation, job: &Job, cx: &mut Context<'_>) -> Option<TokenStream> {
    let (result, target) = job.result.as_ref()?;
    let (name, result) = (cx.api_operation(&it.name), cx.api_operation(result));
    let (delivers, class) = (cx.runtime("Delivers"), cx.job("Target"));
    let target = self::target(target, cx);
    Some(quote! {
        impl #delivers for #name {
            type Result = #result;
            const RESULT: #class = #target;
        }
    })
}

fn target(it: &Target, cx: &mut Context<'_>) -> TokenStream {
    let class = cx.job("Target");
    match it {
        Target::Link(link) => {
            let link = source(link, cx);
            quote!(#class::Link(#link))
        }
        Target::Arguments(values) => {
            let values = values.iter().map(|(index, value)| {
                let (index, value) = (Literal::usize_unsuffixed(*index), source(value, cx));
                quote!((#index, #value))
            });
            let values: Vec<TokenStream> = values.collect();
            quote!(#class::Arguments(&[#(#values),*]))
        }
    }
}

/// What the client has for jobs.
pub fn client(cx: &mut Context<'_>) -> TokenStream {
    let [mode, job, starts] = ["Mode", "Job", "Starts"].map(|name| cx.runtime(name));
    quote! {
        impl<M: #mode> Client<M> {
            /// The job that `O` started, by its stored identifier (`Job::id`). Nothing is sent.
            pub fn resume<O: #starts>(&self, id: &str) -> #job<O, M> {
                self.core.resume(id)
            }
        }
    }
}

/// What calls have for jobs.
pub fn call(cx: &mut Context<'_>) -> TokenStream {
    let [mode, starts] = ["Mode", "Starts"].map(|name| cx.runtime(name));
    let start = cx.job("Start");
    quote! {
        impl<'c, O: #starts, M: #mode> Call<'c, O, M> {
            /// Sends the request and gives the job that it starts, to wait for.
            pub fn start(self) -> #start<'c, O, M> {
                self.0.start()
            }
        }
    }
}

/// Where a value stands.
pub fn source(it: &Source, cx: &mut Context<'_>) -> TokenStream {
    let class = cx.runtime("Source");
    match it {
        Source::Body(tokens) => quote!(#class::Body(&[#(#tokens),*])),
        Source::Header(name) => quote!(#class::Header(#name)),
        Source::Parameter(index) => {
            let index = Literal::usize_unsuffixed(*index);
            quote!(#class::Parameter(#index))
        }
        Source::Status => quote!(#class::Status),
    }
}

/// Where a value stands that may have no place.
pub fn optional(it: Option<&Source>, cx: &mut Context<'_>) -> TokenStream {
    match it {
        Some(it) => {
            let it = source(it, cx);
            quote!(Some(#it))
        }
        None => quote!(None),
    }
}
