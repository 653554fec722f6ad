//! Dates and timestamps that Spark wrote in the hybrid calendar.
//!
//! Delta's calendar is the proleptic Gregorian one. Spark before 3.0, and later ones told to be
//! compatible with it, count days as `java.util.Calendar` does: by the Julian calendar before
//! 1582-10-15. Such a file says so in its key-value metadata, and the same day has another number in
//! it, by five days for 1000-01-01. A day that only the Julian calendar has (1500-02-29) becomes
//! the next one.
//!
//! INT96 timestamps are marked apart from dates and other timestamps. The reader is told to give
//! them the zone [`INT96_ZONE`], which tells them from those that parquet itself marks as UTC.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, ArrowPrimitiveType, AsArray, PrimitiveArray};
use arrow::datatypes::{
    DataType, Date32Type, TimeUnit, TimestampMicrosecondType, TimestampMillisecondType,
};
use datafusion::common::{DataFusionError, Result, not_impl_err};

/// The zone of INT96 timestamps as they come from the reader.
pub(crate) const INT96_ZONE: &str = "+00:00";

/// 1582-10-15, from which on both calendars agree.
const GREGORIAN_FROM: i64 = -141_427;
/// 1900-01-01: from here on, old Java had the same zone offsets as today's.
const ZONES_AGREE_FROM: i64 = -25_567;
const DAYS_TO_1970_JULIAN: i64 = 719_470;
const DAYS_TO_1970_GREGORIAN: i64 = 719_468;
const MILLIS_OF_DAY: i64 = 86_400_000;

/// What of a file is in the hybrid calendar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct HybridCalendar {
    int96: bool,
    /// Dates, and timestamps that are not INT96.
    others: bool,
    /// The zone in which timestamps have their local date.
    zone: String,
}

impl HybridCalendar {
    /// Reads a parquet file's key-value metadata; None if nothing is in the hybrid calendar.
    pub fn of_file(metadata: &HashMap<String, String>) -> Option<Self> {
        let version = version(metadata.get("org.apache.spark.version")?);
        let marked = |key: &str| metadata.contains_key(key);
        let calendar = Self {
            int96: marked("org.apache.spark.legacyINT96") || version < (3, 1),
            others: marked("org.apache.spark.legacyDateTime") || version < (3, 0),
            zone: metadata
                .get("org.apache.spark.timeZone")
                .cloned()
                .unwrap_or_else(|| "UTC".to_string()),
        };
        (calendar.int96 || calendar.others).then_some(calendar)
    }

    /// Whether values of this type in the file count days in another way than Delta.
    pub fn concerns(&self, data_type: &DataType) -> bool {
        match data_type {
            DataType::Timestamp(_, Some(zone)) if zone.as_ref() == INT96_ZONE => self.int96,
            DataType::Date32 | DataType::Timestamp(_, Some(_)) => self.others,
            _ => false,
        }
    }

    /// The array in Delta's calendar.
    ///
    /// # Errors
    /// "Not implemented" for a timestamp before 1900 that was written in a zone other than UTC: the
    /// offsets of that time are not known here.
    pub fn to_gregorian(&self, array: &ArrayRef) -> Result<ArrayRef> {
        if !self.concerns(array.data_type()) {
            return Ok(Arc::clone(array));
        }
        match array.data_type() {
            DataType::Date32 => {
                let days = array.as_primitive::<Date32Type>();
                Ok(Arc::new(days.unary::<_, Date32Type>(|days| {
                    gregorian_day(days.into()) as i32
                })))
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                self.timestamps::<TimestampMicrosecondType>(array, MILLIS_OF_DAY * 1000)
            }
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                self.timestamps::<TimestampMillisecondType>(array, MILLIS_OF_DAY)
            }
            other => not_impl_err!("{other} in the hybrid calendar is not supported"),
        }
    }

    fn timestamps<T>(&self, array: &ArrayRef, ticks_of_day: i64) -> Result<ArrayRef>
    where
        T: ArrowPrimitiveType<Native = i64>,
    {
        let utc = ["UTC", "Z", "GMT", "Etc/UTC", "+00:00"].contains(&self.zone.as_str());
        let ticks = array.as_primitive::<T>();
        let shifted: PrimitiveArray<T> = ticks.try_unary(|ticks| {
            let day = ticks.div_euclid(ticks_of_day);
            if !utc && day < ZONES_AGREE_FROM {
                return not_impl_err!(
                    "a timestamp before 1900 in the hybrid calendar of zone {} is not supported",
                    self.zone
                );
            }
            Ok::<_, DataFusionError>(ticks + (gregorian_day(day) - day) * ticks_of_day)
        })?;
        Ok(Arc::new(shifted.with_data_type(array.data_type().clone())))
    }
}

/// Major and minor version; (0, 0) for text that is none, which no Spark writes.
fn version(text: &str) -> (u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
}

/// The day since 1970 that has, in the proleptic Gregorian calendar, the date that `day` has in the
/// hybrid one. Years begin in March in both computations, so that the leap day is the last.
fn gregorian_day(day: i64) -> i64 {
    if day >= GREGORIAN_FROM {
        return day;
    }
    let day = day + DAYS_TO_1970_JULIAN;
    let (cycle, day_of_cycle) = (day.div_euclid(1461), day.rem_euclid(1461));
    let year_of_cycle = (day_of_cycle - day_of_cycle / 1460) / 365;
    let (year, day_of_year) = (
        cycle * 4 + year_of_cycle,
        day_of_cycle - year_of_cycle * 365,
    );
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + day_of_year - DAYS_TO_1970_GREGORIAN
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{Date32Array, TimestampMicrosecondArray};
    use chrono::NaiveDate;

    fn file(entries: &[(&str, &str)]) -> HashMap<String, String> {
        let entry =
            |(key, value): &(&str, &str)| (format!("org.apache.spark.{key}"), value.to_string());
        entries.iter().map(entry).collect()
    }

    fn day(year: i32, month: u32, day: u32) -> i64 {
        let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        (date - NaiveDate::default()).num_days()
    }

    /// The differences are those of Java's GregorianCalendar.
    #[test]
    fn a_julian_date_becomes_the_same_date_of_the_gregorian_calendar() {
        for (date, difference) in [
            (day(1582, 10, 15), 0),
            (day(1582, 10, 4), -10),
            (day(1500, 3, 1), -10),
            (day(1500, 2, 28), -9),
            (day(1000, 1, 1), -5),
            (day(900, 2, 28), -4),
            (day(300, 3, 1), -1),
            (day(200, 3, 1), 0),
            (day(1, 1, 1), 2),
            (day(0, 12, 31), 2),
            (day(-43, 3, 15), 2),
        ] {
            assert_eq!(gregorian_day(date - difference), date, "day {date}");
        }
        // 1500-02-29, which the Gregorian calendar lacks.
        assert_eq!(gregorian_day(day(1500, 3, 1) + 9), day(1500, 3, 1));
        assert_eq!(gregorian_day(GREGORIAN_FROM - 1), day(1582, 10, 4));
    }

    #[test]
    fn a_file_says_by_version_and_marks_what_is_hybrid() {
        let of = |entries: &[(&str, &str)]| {
            HybridCalendar::of_file(&file(entries)).map(|c| (c.int96, c.others))
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[("version", "3.5.0")]), None);
        assert_eq!(
            of(&[("version", "4.2.0"), ("legacyINT96", "")]),
            Some((true, false))
        );
        assert_eq!(
            of(&[("version", "4.2.0"), ("legacyDateTime", "")]),
            Some((false, true))
        );
        assert_eq!(of(&[("version", "3.0.1")]), Some((true, false)));
        assert_eq!(of(&[("version", "2.4.8")]), Some((true, true)));
    }

    #[test]
    fn only_the_marked_columns_are_shifted_and_nulls_stay() {
        let calendar = HybridCalendar::of_file(&file(&[("version", "4.2.0"), ("legacyINT96", "")]));
        let calendar = calendar.unwrap();
        let dates: ArrayRef = Arc::new(Date32Array::from(vec![Some(-719_164), None]));
        assert_eq!(&calendar.to_gregorian(&dates).unwrap(), &dates);
        let micros = vec![Some(-719_164 * 86_400_000_000 + 5), None, Some(7)];
        let micros = TimestampMicrosecondArray::from(micros).with_timezone(INT96_ZONE);
        let shifted = calendar
            .to_gregorian(&(Arc::new(micros) as ArrayRef))
            .unwrap();
        let expected = vec![Some(-719_162 * 86_400_000_000 + 5), None, Some(7)];
        let expected = TimestampMicrosecondArray::from(expected).with_timezone(INT96_ZONE);
        assert_eq!(shifted.as_ref(), &expected as &dyn Array);
    }

    #[test]
    fn an_old_timestamp_of_a_zone_with_unknown_offsets_is_refused() {
        let marks = [("version", "2.4.8"), ("timeZone", "America/Los_Angeles")];
        let calendar = HybridCalendar::of_file(&file(&marks)).unwrap();
        let array = |micros| -> ArrayRef {
            Arc::new(TimestampMicrosecondArray::from(vec![micros]).with_timezone("UTC"))
        };
        assert_eq!(&calendar.to_gregorian(&array(0)).unwrap(), &array(0));
        let error = calendar
            .to_gregorian(&array(-3_000_000_000_000_000))
            .unwrap_err();
        assert!(error.to_string().contains("America/Los_Angeles"), "{error}");
    }
}
