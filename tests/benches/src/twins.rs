//! The models of the bodies by serde's derives, as one would write them by hand.

pub mod unions;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An export job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct ExportJob {
    pub job_id: String,
    pub status: ExportStatus,
    pub r#type: ExportType,
    pub message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration: Option<String>,
    pub created: String,
    pub modified: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completed: Option<String>,
}

/// How far an export is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub enum ExportStatus {
    #[serde(rename = "NOT_STARTED")]
    NotStarted,
    #[serde(rename = "IN_PROGRESS")]
    InProgress,
    #[serde(rename = "COMPLETE")]
    Complete,
    #[serde(rename = "CANCELLED")]
    Cancelled,
    #[serde(rename = "FAILED")]
    Failed,
    #[serde(untagged)]
    Unknown(String),
}

/// What kind of job it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub enum ExportType {
    #[serde(rename = "EXPORT")]
    Export,
    #[serde(rename = "IMPORT")]
    Import,
    #[serde(untagged)]
    Unknown(String),
}

/// Colours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct Color {
    pub profile: Option<String>,
    pub space: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alpha_channel: Option<Value>,
    pub pixel_format: Option<String>,
}

/// What all files have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct Common {
    pub mime_type: Option<String>,
    pub size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub infected: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keywords: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chunk_count: Option<i64>,
}

/// What took it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct Device {
    pub maker: Option<String>,
    pub model: Option<String>,
    pub software: Option<String>,
}

/// What documents have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct Document {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub producer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub security: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modification_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pdf_render: Option<File>,
}

/// A colour and how much of it there is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct DominantColor {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rgb: Option<Vec<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
}

/// An extraction job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct ExtractJob {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workspace_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    pub name: Option<String>,
    pub url: Option<String>,
    pub state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extraction: Option<Box<Extraction>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct Extraction {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub common: Option<Common>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<Box<Media>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<Document>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web: Option<Web>,
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct File {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    pub size: Option<i64>,
    pub mime: Option<String>,
}

/// An image that was made or found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct Image {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub mime: Option<String>,
}

/// Where the results are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct Links {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chunks: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download: Option<String>,
}

/// Where it was taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct Location {
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
}

/// What pictures and films have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct Media {
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub duration: Option<f64>,
    pub codec: Option<String>,
    pub bit_rate: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame_rate: Option<Value>,
    pub sample_rate: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channels: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<Color>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dominant_colors: Option<Vec<DominantColor>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ocr: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screenshot: Option<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcript: Option<File>,
}

/// What web pages have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct Web {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub favicon: Option<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<File>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reader: Option<File>,
}

/// How far an extraction is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub enum State {
    #[serde(rename = "pending")]
    Pending,
    #[serde(rename = "completed")]
    Completed,
    #[serde(untagged)]
    Unknown(String),
}

/// A list of extract jobs, as XML.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename = "jobs")]
pub struct Jobs {
    /// The jobs.
    #[serde(rename = "job", default)]
    pub jobs: Vec<Job>,
}

/// An extract job, as XML.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub struct Job {
    pub id: String,
    pub status_link: String,
    pub start_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop_time: Option<String>,
    pub status: JobStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_link: Option<String>,
}

/// How far an extract job is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the generated twin documents them")]
pub enum JobStatus {
    #[serde(rename = "Queued")]
    Queued,
    #[serde(rename = "Running")]
    Running,
    #[serde(rename = "Complete")]
    Complete,
    #[serde(rename = "Completed")]
    Completed,
    #[serde(rename = "Failed")]
    Failed,
    #[serde(rename = "2")]
    CompletedCode,
}
