//! A model of two required models of two required models, and so on, is more than any memory holds.

use generator::Generator;

/// How deep: two to the power of this many values.
const DEPTH: usize = 40;

#[test]
fn what_requires_too_many_values_is_optional() {
    let mut document = "
openapi: 3.0.3
info: { title: Doubling, version: '1' }
paths:
  /: { get: { operationId: get, responses: { '200': { description: A, content: { application/json: { schema: { $ref: '#/components/schemas/T0' } } } } } } }
components:
  schemas:
"
    .to_owned();
    for at in 0..DEPTH {
        let next = format!("{{ $ref: '#/components/schemas/T{}' }}", at + 1);
        document += &format!(
            "    T{at}: {{ type: object, required: [a, b], properties: {{ a: {next}, b: {next} }} }}\n"
        );
    }
    document +=
        &format!("    T{DEPTH}: {{ type: object, properties: {{ a: {{ type: string }} }} }}\n");
    let output = Generator::new()
        .name("doubling")
        .document_text("doubling.yaml", &document)
        .generate();
    assert!(!output.has_errors());
    let told: Vec<&str> = output.reports.iter().map(|it| &*it.code).collect();
    assert_eq!(told, ["endless-type"; 4]);
    // Two of the levels, and the one that requires nothing.
    let models = output
        .files
        .iter()
        .find(|file| file.path.ends_with("models.rs"));
    let optional = models.map_or(0, |file| file.text.matches("pub a: Option<").count());
    assert_eq!(optional, 3);
}
