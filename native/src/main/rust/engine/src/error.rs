//! One error type with a kind that a caller can act on.
//!
//! DataFusion wraps errors in contexts, in Arrow's and parquet's errors and in errors shared between
//! tasks. [`EngineError`] is made from the root cause: its kind by a match without a wildcard, so
//! that a new variant of a later version is a compile error here, and its text without the prefixes
//! that only speak to Rust developers.

use std::error::Error;
use std::fmt;
use std::io;

use datafusion::arrow::error::ArrowError;
use datafusion::common::DataFusionError;
use datafusion::parquet::errors::ParquetError;
use datafusion::sql::sqlparser::parser::ParserError;

/// The classes of errors, by the names of `EngineException.Kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Syntax,
    Planning,
    Schema,
    Unsupported,
    Execution,
    Overflow,
    DivisionByZero,
    InvalidCast,
    Cardinality,
    NotNullViolation,
    CheckViolation,
    ValueTooLong,
    MemoryLimit,
    Disk,
    StoreNotFound,
    StoreDenied,
    StoreExists,
    StoreUnknown,
    CorruptFile,
    Cancelled,
    Closed,
    Internal,
}

impl Kind {
    /// The name of the Java constant.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Syntax => "SYNTAX",
            Kind::Planning => "PLANNING",
            Kind::Schema => "SCHEMA",
            Kind::Unsupported => "UNSUPPORTED",
            Kind::Execution => "EXECUTION",
            Kind::Overflow => "OVERFLOW",
            Kind::DivisionByZero => "DIVISION_BY_ZERO",
            Kind::InvalidCast => "INVALID_CAST",
            Kind::Cardinality => "CARDINALITY",
            Kind::NotNullViolation => "NOT_NULL_VIOLATION",
            Kind::CheckViolation => "CHECK_VIOLATION",
            Kind::ValueTooLong => "VALUE_TOO_LONG",
            Kind::MemoryLimit => "MEMORY_LIMIT",
            Kind::Disk => "DISK",
            Kind::StoreNotFound => "STORE_NOT_FOUND",
            Kind::StoreDenied => "STORE_DENIED",
            Kind::StoreExists => "STORE_EXISTS",
            Kind::StoreUnknown => "STORE_UNKNOWN",
            Kind::CorruptFile => "CORRUPT_FILE",
            Kind::Cancelled => "CANCELLED",
            Kind::Closed => "CLOSED",
            Kind::Internal => "INTERNAL",
        }
    }
}

/// A failure with its kind and a text for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineError {
    pub kind: Kind,
    pub message: String,
}

pub type Result<T, E = EngineError> = std::result::Result<T, E>;

impl EngineError {
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }

    /// A library's own text, without what only speaks to its developers.
    fn of_library(kind: Kind, text: &str) -> Self {
        Self::new(kind, for_people(text))
    }

    /// The statement was cancelled.
    pub fn cancelled() -> Self {
        Self::new(Kind::Cancelled, "the statement was cancelled")
    }

    /// A handle of this type was closed before or while it was used.
    pub fn closed(what: &str) -> Self {
        Self::new(Kind::Closed, format!("the {what} is closed"))
    }

    /// The payload of a caught panic.
    pub fn panic(payload: &(dyn std::any::Any + Send)) -> Self {
        let text = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_string())
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "no message".to_string());
        Self::new(Kind::Internal, format!("the engine panicked: {text}"))
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for EngineError {}

impl From<DataFusionError> for EngineError {
    fn from(error: DataFusionError) -> Self {
        from_datafusion(error.find_root())
    }
}

impl From<ArrowError> for EngineError {
    fn from(error: ArrowError) -> Self {
        from_arrow(&error)
    }
}

impl From<ParquetError> for EngineError {
    fn from(error: ParquetError) -> Self {
        from_parquet(&error)
    }
}

impl From<io::Error> for EngineError {
    fn from(error: io::Error) -> Self {
        from_io(&error)
    }
}

impl From<object_store::Error> for EngineError {
    fn from(error: object_store::Error) -> Self {
        from_store(&error)
    }
}

fn from_datafusion(root: &DataFusionError) -> EngineError {
    match root {
        DataFusionError::ArrowError(error, _) => from_arrow(error),
        DataFusionError::ParquetError(error) => from_parquet(error),
        DataFusionError::ObjectStore(error) => from_store(error),
        DataFusionError::IoError(error) => from_io(error),
        DataFusionError::SQL(error, _) => from_parser(error),
        DataFusionError::NotImplemented(text) => EngineError::of_library(Kind::Unsupported, text),
        DataFusionError::Internal(text) => EngineError::of_library(Kind::Internal, text),
        DataFusionError::Plan(text) => EngineError::of_library(Kind::Planning, text),
        DataFusionError::Configuration(text) => EngineError::of_library(Kind::Planning, text),
        DataFusionError::SchemaError(error, _) => {
            EngineError::of_library(Kind::Schema, &error.to_string())
        }
        DataFusionError::Execution(text) => EngineError::of_library(execution_kind(text), text),
        DataFusionError::ExecutionJoin(error) => {
            let kind = if error.is_cancelled() {
                Kind::Cancelled
            } else {
                Kind::Internal
            };
            EngineError::of_library(kind, &error.to_string())
        }
        DataFusionError::ResourcesExhausted(text) => {
            EngineError::of_library(resource_kind(text), text)
        }
        DataFusionError::External(error) => from_external(error.as_ref()),
        DataFusionError::Substrait(text) | DataFusionError::Ffi(text) => {
            EngineError::of_library(Kind::Internal, text)
        }
        // `find_root` goes through these to their source.
        DataFusionError::Context(_, source) | DataFusionError::Diagnostic(_, source) => {
            from_datafusion(source)
        }
        DataFusionError::Shared(source) => from_datafusion(source),
        DataFusionError::Collection(errors) => match errors.first() {
            Some(first) => from_datafusion(first),
            None => EngineError::new(Kind::Internal, "an error without a cause"),
        },
    }
}

fn from_parser(error: &ParserError) -> EngineError {
    match error {
        ParserError::TokenizerError(text) | ParserError::ParserError(text) => {
            EngineError::of_library(Kind::Syntax, text)
        }
        ParserError::RecursionLimitExceeded => EngineError::new(
            Kind::Syntax,
            "the statement is nested too deeply for the engine",
        ),
    }
}

fn from_arrow(error: &ArrowError) -> EngineError {
    match error {
        ArrowError::ExternalError(error) => from_external(error.as_ref()),
        ArrowError::IoError(_, error) => from_io(error),
        ArrowError::DivideByZero => EngineError::new(Kind::DivisionByZero, "division by zero"),
        ArrowError::ArithmeticOverflow(text) => EngineError::of_library(Kind::Overflow, text),
        ArrowError::CastError(text) => EngineError::of_library(cast_kind(text), text),
        ArrowError::ParseError(text) => EngineError::of_library(Kind::InvalidCast, text),
        ArrowError::ComputeError(text) | ArrowError::InvalidArgumentError(text) => {
            EngineError::of_library(execution_kind(text), text)
        }
        ArrowError::NotYetImplemented(text) => EngineError::of_library(Kind::Unsupported, text),
        ArrowError::SchemaError(text) => EngineError::of_library(Kind::Schema, text),
        ArrowError::MemoryError(text) => EngineError::of_library(Kind::MemoryLimit, text),
        ArrowError::CsvError(text)
        | ArrowError::JsonError(text)
        | ArrowError::AvroError(text)
        | ArrowError::IpcError(text) => EngineError::of_library(Kind::Execution, text),
        ArrowError::ParquetError(text) => EngineError::of_library(file_kind(text), text),
        ArrowError::CDataInterface(text) => EngineError::of_library(Kind::Internal, text),
        ArrowError::DictionaryKeyOverflowError
        | ArrowError::RunEndIndexOverflowError
        | ArrowError::OffsetOverflowError(_) => {
            EngineError::of_library(Kind::Execution, &error.to_string())
        }
    }
}

fn from_parquet(error: &ParquetError) -> EngineError {
    match error {
        ParquetError::External(error) => from_external(error.as_ref()),
        ParquetError::NYI(text) => EngineError::of_library(Kind::Unsupported, text),
        ParquetError::General(text) | ParquetError::EOF(text) | ParquetError::ArrowError(text) => {
            EngineError::of_library(file_kind(text), text)
        }
        ParquetError::IndexOutOfBound(_, _)
        | ParquetError::NeedMoreData(_)
        | ParquetError::NeedMoreDataRange(_) => {
            EngineError::of_library(Kind::CorruptFile, &error.to_string())
        }
        // The enum is non-exhaustive in its own crate.
        _ => EngineError::of_library(Kind::CorruptFile, &error.to_string()),
    }
}

fn from_store(error: &object_store::Error) -> EngineError {
    use object_store::Error as Store;
    let kind = match error {
        Store::NotFound { .. } => Kind::StoreNotFound,
        Store::AlreadyExists { .. } | Store::Precondition { .. } => Kind::StoreExists,
        Store::PermissionDenied { .. } | Store::Unauthenticated { .. } => Kind::StoreDenied,
        Store::NotSupported { .. } | Store::NotImplemented { .. } => Kind::Unsupported,
        Store::InvalidPath { .. } | Store::UnknownConfigurationKey { .. } => Kind::Planning,
        Store::Generic { source, .. } => {
            io_cause(source.as_ref()).map_or(Kind::StoreUnknown, kind_of_io)
        }
        Store::NotModified { .. } | Store::JoinError { .. } => Kind::StoreUnknown,
        // The enum is non-exhaustive in its own crate.
        _ => Kind::StoreUnknown,
    };
    EngineError::of_library(kind, &without_document(&error.to_string()))
}

/// A store's answer to a request that it refused, without the document that came with it but for
/// its code and message: the rest may repeat the request, with the names of keys and signatures.
fn without_document(text: &str) -> String {
    let Some(start) = text.find('<').filter(|_| text.contains("status code")) else {
        return text.to_string();
    };
    let (answer, document) = text.split_at(start);
    let element = |name: &str| {
        let (_, rest) = document.split_once(&format!("<{name}>"))?;
        rest.split_once(&format!("</{name}>"))
            .map(|(value, _)| value)
    };
    let said: Vec<_> = ["Code", "Message"]
        .into_iter()
        .filter_map(element)
        .collect();
    format!("{answer}{}", said.join(": "))
}

/// Errors of files that the engine itself works on: spill files, and local data files.
fn from_io(error: &io::Error) -> EngineError {
    if let Some(inner) = error.get_ref() {
        return from_external(inner);
    }
    EngineError::of_library(kind_of_io(error), &error.to_string())
}

fn kind_of_io(error: &io::Error) -> Kind {
    match error.kind() {
        io::ErrorKind::NotFound => Kind::StoreNotFound,
        io::ErrorKind::PermissionDenied => Kind::StoreDenied,
        io::ErrorKind::StorageFull
        | io::ErrorKind::QuotaExceeded
        | io::ErrorKind::ReadOnlyFilesystem
        | io::ErrorKind::FileTooLarge => Kind::Disk,
        _ => Kind::StoreUnknown,
    }
}

fn from_external(error: &(dyn Error + 'static)) -> EngineError {
    if let Some(error) = error.downcast_ref::<EngineError>() {
        error.clone()
    } else if let Some(error) = error.downcast_ref::<DataFusionError>() {
        from_datafusion(error.find_root())
    } else if let Some(error) = error.downcast_ref::<object_store::Error>() {
        from_store(error)
    } else if let Some(error) = error.downcast_ref::<ArrowError>() {
        from_arrow(error)
    } else if let Some(error) = error.downcast_ref::<ParquetError>() {
        from_parquet(error)
    } else if let Some(error) = error.downcast_ref::<ParserError>() {
        from_parser(error)
    } else if let Some(error) = error.downcast_ref::<io::Error>() {
        from_io(error)
    } else if let Some(source) = error.source() {
        from_external(source)
    } else {
        EngineError::of_library(Kind::Execution, &error.to_string())
    }
}

fn io_cause<'a>(mut error: &'a (dyn Error + 'static)) -> Option<&'a io::Error> {
    loop {
        if let Some(io) = error.downcast_ref::<io::Error>() {
            return Some(io);
        }
        error = error.source()?;
    }
}

/// A data file that could not be fetched, against one that is damaged. The cache of footers hands on
/// the store's error as text alone.
fn file_kind(text: &str) -> Kind {
    if text.contains("Object at location") && text.contains("not found: ") {
        Kind::StoreNotFound
    } else if text.contains("lacked the necessary privileges")
        || text.contains("lacked valid authentication credentials")
        || text.contains("Permission denied (os error")
    {
        Kind::StoreDenied
    } else {
        Kind::CorruptFile
    }
}

/// Kinds that the engine tells apart only by the text of an execution error.
fn execution_kind(text: &str) -> Kind {
    let lower = text.to_ascii_lowercase();
    if lower.contains("more than one row") {
        Kind::Cardinality
    } else if lower.contains("divide by zero") || lower.contains("division by zero") {
        Kind::DivisionByZero
    } else if lower.contains("overflow") || lower.contains("to store in a decimal") {
        Kind::Overflow
    } else if lower.starts_with("cannot cast") || lower.starts_with("error parsing") {
        Kind::InvalidCast
    } else {
        Kind::Execution
    }
}

/// A cast whose value does not fit, against one whose text has not the right form.
fn cast_kind(text: &str) -> Kind {
    if text.starts_with("Can't cast value") || text.contains("overflow") || out_of_range(text) {
        Kind::Overflow
    } else {
        Kind::InvalidCast
    }
}

fn out_of_range(text: &str) -> bool {
    text.contains("out of range") || text.contains("to store in a Decimal")
}

fn resource_kind(text: &str) -> Kind {
    if text.contains("disk space") || text.contains("DiskManager") {
        Kind::Disk
    } else {
        Kind::MemoryLimit
    }
}

/// Prefixes that errors put before their text when they are printed inside of another.
const PREFIXES: [&str; 6] = [
    "Error during planning: ",
    "Internal error: ",
    "Execution error: ",
    "External error: ",
    "Arrow error: ",
    "Parquet error: ",
];

/// What DataFusion asks its developers to do.
const BUG_REPORT: &str = "\nThis issue was likely caused by a bug in DataFusion's code. Please help us \
    to resolve this by filing a bug report in our issue tracker: \
    https://github.com/apache/datafusion/issues";

fn for_people(text: &str) -> String {
    let mut plain = text.replace(BUG_REPORT, "");
    for prefix in PREFIXES {
        plain = plain.replace(prefix, "");
    }
    // Of a function with several signatures, why each does not fit, and then once more in a sentence.
    let summary = plain.find("No function matches the given name");
    match summary {
        Some(start) if plain.contains("failed to match any signature, errors: ") => {
            plain[start..].trim().to_string()
        }
        _ => plain.trim().to_string(),
    }
}
