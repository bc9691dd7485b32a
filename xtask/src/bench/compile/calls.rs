//! Code that calls every operation of a generated crate, written after reading the crate: the same for every side.
//!
//! It is appended to the modules that hold the operations, so that the types of their arguments are named as they are
//! named there, and one function from the crate's root reaches all of it. What calls are made on is made, too (`new`), so
//! that a program holds all that it takes to make them: connections, TLS.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use quote::ToTokens;
use syn::{
    FnArg, GenericArgument, GenericParam, ImplItem, Item, ItemMod, PathArguments, ReceiverKind,
    ReturnType, Signature, Type, Visibility,
};

use super::{
    clients::{called_on, constructors},
    types,
};

/// Appends calls to the files of the library below `root` (`src/lib.rs`) and gives their number.
///
/// # Errors
/// If a file cannot be read or written, or is no Rust.
pub fn add(root: &Path) -> io::Result<usize> {
    let mut files = Vec::new();
    let mut open = vec![root.to_owned()];
    // Children come after their parents: going backwards meets them first.
    while let Some(path) = open.pop() {
        let text = fs::read_to_string(&path)?;
        let syntax = syn::parse_file(&text)
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        let children = children(&path, &syntax.items);
        open.extend(children.iter().map(|(_, child)| child.clone()));
        files.push((path, text, syntax.items, children));
    }
    let mut clients = BTreeSet::new();
    for (_, _, items, _) in &files {
        called_on(items, &mut clients);
    }
    let mut total = 0;
    let mut with_calls: Vec<PathBuf> = Vec::new();
    for (path, text, items, children) in files.into_iter().rev() {
        let below: Vec<&str> = children
            .iter()
            .filter(|(_, child)| with_calls.contains(child))
            .map(|(name, _)| name.as_str())
            .collect();
        let (calls, made) = (calls(&items), constructors(&items, &clients));
        if calls.is_empty() && made.is_empty() && below.is_empty() && path != root {
            continue;
        }
        total += calls.len();
        fs::write(&path, text + &print(&calls, &made, &below))?;
        with_calls.push(path);
    }
    Ok(total)
}

/// Takes the calls away again, from all files below `folder`.
///
/// # Errors
/// If a file cannot be read or written.
pub fn remove(folder: &Path) -> io::Result<()> {
    for (file, _) in crate::bench::lab::files(folder)? {
        let text = fs::read(&file)?;
        let text = String::from_utf8_lossy(&text);
        if let Some((own, _)) = text.split_once(START) {
            fs::write(&file, own)?;
        }
    }
    Ok(())
}

/// Where the calls begin in a file.
const START: &str = "\n#[allow(warnings)]\nmod every_call_here {\n";

/// The files of the modules that a file declares.
fn children(path: &Path, items: &[Item]) -> Vec<(String, PathBuf)> {
    let folder = path.parent().unwrap_or(path);
    let stem = path.file_stem().unwrap_or_default();
    let own = if stem == "lib" || stem == "mod" {
        folder.to_owned()
    } else {
        folder.join(stem)
    };
    let declared = items.iter().filter_map(|item| match item {
        Item::Mod(module) if module.content.is_none() => Some(module),
        _ => None,
    });
    declared
        .filter_map(|module| {
            let name = module.ident.to_string();
            let plain = name.trim_start_matches("r#");
            let places = match named_path(module) {
                Some(path) => vec![folder.join(path)],
                None => vec![
                    own.join(format!("{plain}.rs")),
                    own.join(plain).join("mod.rs"),
                ],
            };
            let file = places.into_iter().find(|place| place.is_file())?;
            Some((name, file))
        })
        .collect()
}

/// The file of `#[path = "…"]`.
fn named_path(module: &ItemMod) -> Option<String> {
    module.attrs.iter().find_map(|attribute| {
        let named = attribute.meta.require_name_value().ok()?;
        if !named.path.is_ident("path") {
            return None;
        }
        let text = named.value.to_token_stream().to_string();
        Some(text.trim_matches('"').to_owned())
    })
}

/// The parameters of a function and the expression in it.
pub(super) struct Call {
    pub(super) parameters: Vec<String>,
    pub(super) expression: String,
}

fn calls(items: &[Item]) -> Vec<Call> {
    let setters = setters(items);
    let mut calls = Vec::new();
    for item in items {
        match item {
            Item::Fn(function) if is_public(&function.vis) && function.sig.asyncness.is_some() => {
                calls.extend(call(&function.sig, None, &[]));
            }
            Item::Impl(block) if block.trait_.is_none() => {
                for method in methods(&block.items) {
                    let answer = call_type(&method.output);
                    let is_method = matches!(method.inputs.first(), Some(FnArg::Receiver(_)));
                    if is_method && (method.asyncness.is_some() || answer.is_some()) {
                        let own: Vec<&Signature> = setters
                            .iter()
                            .filter(|(of, _)| Some(of) == answer.as_ref())
                            .map(|(_, setter)| *setter)
                            .collect();
                        calls.extend(call(method, Some(&block.self_ty), &own));
                    }
                }
            }
            _ => {}
        }
    }
    calls
}

pub(super) fn methods(items: &[ImplItem]) -> impl Iterator<Item = &Signature> {
    items.iter().filter_map(|item| match item {
        ImplItem::Fn(method) if is_public(&method.vis) => Some(&method.sig),
        _ => None,
    })
}

pub(super) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// What sets optional parameters on a call that has not been awaited yet, by the operation that is called.
fn setters(items: &[Item]) -> Vec<(String, &Signature)> {
    let mut setters = Vec::new();
    for item in items {
        let Item::Impl(block) = item else { continue };
        let Some(operation) = operation(&block.self_ty) else {
            continue;
        };
        for method in methods(&block.items) {
            let gives_itself = method.output.to_token_stream().to_string() == "-> Self";
            if gives_itself && method.inputs.len() == 2 {
                setters.push((operation.clone(), method));
            }
        }
    }
    setters
}

/// The operation in `-> Call<'_, Operation, M>`.
pub(super) fn call_type(output: &ReturnType) -> Option<String> {
    match output {
        ReturnType::Type(_, output) => operation(output),
        ReturnType::Default => None,
    }
}

fn operation(of: &Type) -> Option<String> {
    let Type::Path(path) = of else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    if last.ident != "Call" {
        return None;
    }
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(operation) => Some(operation.to_token_stream().to_string()),
        _ => None,
    })
}

/// A call of a function or method, `None` if it has type parameters that nobody can fill in here.
fn call(signature: &Signature, of: Option<&Type>, setters: &[&Signature]) -> Option<Call> {
    let mut parameters = Vec::new();
    let mut expression = String::new();
    if let Some(of) = of {
        let receiver = signature.receiver()?;
        let reference = match receiver.kind {
            ReceiverKind::Value => "",
            ReceiverKind::Reference(_, _, None) => "&'c ",
            ReceiverKind::Reference(_, _, Some(_)) => "&'c mut ",
            _ => return None,
        };
        parameters.push(format!("client: {reference}{}", types::owner(of)?));
        expression += "client.";
    }
    apply(signature, &mut parameters, &mut expression)?;
    for setter in setters {
        expression.push('.');
        apply(setter, &mut parameters, &mut expression)?;
    }
    Some(Call {
        parameters,
        expression,
    })
}

/// `name(argument, …)`, with a parameter for each argument.
pub(super) fn apply(
    signature: &Signature,
    parameters: &mut Vec<String>,
    out: &mut String,
) -> Option<()> {
    let known = signature
        .generics
        .params
        .iter()
        .all(|parameter| match parameter {
            GenericParam::Type(parameter) => types::bound(&parameter.bounds).is_some(),
            GenericParam::Lifetime(_) => true,
            GenericParam::Const(_) => false,
        });
    if !known || signature.generics.where_clause.is_some() {
        return None;
    }
    let mut arguments = Vec::new();
    for input in &signature.inputs {
        if let FnArg::Typed(input) = input {
            let name = format!("argument_{}", parameters.len());
            let of = types::concrete(&input.ty, &signature.generics)?;
            parameters.push(format!("{name}: {of}"));
            arguments.push(name);
        }
    }
    let _ = write!(out, "{}({})", signature.ident, arguments.join(", "));
    Some(())
}

fn print(calls: &[Call], made: &[Call], below: &[&str]) -> String {
    let mut functions = String::new();
    let mut reached = String::new();
    let mut keep = |name: String, call: &Call, rest: String| {
        let parameters = call.parameters.join(", ");
        let _ = writeln!(functions, "    pub fn {name}<'c>({parameters}) {rest}");
        let _ = writeln!(
            reached,
            "    ::std::hint::black_box(every_call_here::{name} as *const ());"
        );
    };
    for (index, call) in calls.iter().enumerate() {
        let awaited = format!(
            "-> ::std::pin::Pin<::std::boxed::Box<dyn ::std::future::Future<Output = ()> + 'c>> {{\n        \
             ::std::boxed::Box::pin(async move {{ let _ = {}.await; }})\n    }}",
            call.expression
        );
        keep(format!("call_{index}"), call, awaited);
    }
    for (index, call) in made.iter().enumerate() {
        keep(
            format!("make_{index}"),
            call,
            format!("{{ let _ = {}; }}", call.expression),
        );
    }
    for module in below {
        let _ = writeln!(reached, "    {module}::reach_every_call();");
    }
    format!(
        "{START}    use super::*;\n{functions}}}\n\n\
         /// Keeps every call in the program.\npub fn reach_every_call() {{\n{reached}}}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(code: &str) -> String {
        let items = syn::parse_file(code)
            .map(|file| file.items)
            .unwrap_or_default();
        let mut clients = BTreeSet::new();
        called_on(&items, &mut clients);
        print(&calls(&items), &constructors(&items, &clients), &[])
    }

    #[test]
    fn methods_that_are_async_are_called_with_every_argument() {
        let text = printed(
            "impl Client { pub async fn get<'a>(&'a self, id: &str, limit: Option<&'a Uuid>) -> u8 { 0 } \
             async fn own(&self) {} pub fn new() -> Self { Self } }",
        );
        assert!(text.contains("call_0<'c>(client: &'c Client, argument_1: & 'c str, argument_2: Option < & 'c Uuid >)"), "{text}");
        assert!(
            text.contains("let _ = client.get(argument_1, argument_2).await;"),
            "{text}"
        );
        assert!(!text.contains("call_1"), "{text}");
    }

    #[test]
    fn what_calls_are_made_on_is_made() {
        let text = printed(
            "pub async fn get(on: &Configuration) {} impl Configuration { pub fn new(url: impl Into<String>) -> Self {} } \
             impl Pets<'_> { pub fn new(client: &Client) -> Self {} pub async fn list(&self) {} } \
             impl<M: Mode> Client<M> { pub fn new() -> Self {} pub fn with(token: &str) -> Self {} } \
             impl Pet { pub fn new() -> Self {} }",
        );
        for made in [
            "make_0<'c>(argument_0: String) { let _ = <Configuration>::new(argument_0); }",
            "make_1<'c>(argument_0: & 'c Client) { let _ = <Pets < 'c >>::new(argument_0); }",
            "make_2<'c>() { let _ = <Client>::new(); }",
            "black_box(every_call_here::make_2 as *const ())",
        ] {
            assert!(text.contains(made), "{made}: {text}");
        }
        assert!(!text.contains("<Pet>") && !text.contains("with("), "{text}");
    }

    #[test]
    fn calls_that_are_values_are_called_with_every_option() {
        let text = printed(
            "impl<M: Mode> Client<M> { pub fn get(&self, id: impl Into<Id>) -> Call<'_, operations::Get, M> {} \
             pub fn follow<O: Operation>(&self, link: &Link<O>) -> Call<'_, Follow<O>, M> {} } \
             impl<M: Mode> Call<'_, operations::Get, M> { pub fn limit(mut self, limit: i64) -> Self { self } }",
        );
        assert!(
            text.contains("client: &'c Client, argument_1: Id, argument_2: i64"),
            "{text}"
        );
        assert!(
            text.contains("client.get(argument_1).limit(argument_2).await"),
            "{text}"
        );
        assert!(!text.contains("follow"), "{text}");
    }
}
