//! Floating-point numbers in 16, 32 and 64 bits (IEEE 754).

use crate::tree::Number;

/// The shortest text that reads back as this double and shows that it is none of the integers; `None` for infinities and
/// NaN.
pub(in super::super) fn float(value: f64) -> Option<Number<'static>> {
    if value == 0.0 {
        return Number::new(if value.is_sign_negative() { "-0.0" } else { "0.0" });
    }
    let number = Number::from_f64(value)?;
    if number.as_str().contains(['.', 'e']) { Some(number) } else { Number::new(format!("{number}.0")) }
}

/// The same number in 32 bits, if there is one.
#[expect(clippy::cast_possible_truncation, reason = "whether something is lost is what is asked")]
#[expect(clippy::float_cmp, reason = "only what is exactly the same is the same")]
pub(in super::super) fn to_single(value: f64) -> Option<f32> {
    let single = value as f32;
    (f64::from(single) == value).then_some(single)
}

/// The bits of the same number in 16 bits, if there is one.
pub(in super::super) fn to_half(value: f32) -> Option<u16> {
    const DROPPED: u32 = 13;
    let bits = value.to_bits();
    let sign = if value.is_sign_negative() { 0x8000 } else { 0 };
    let exponent = i32::try_from(bits >> 23 & 0xff).ok()? - 127;
    let mantissa = bits & 0x7f_ffff;
    let size = match exponent {
        -127 if mantissa == 0 => 0,
        128 if mantissa == 0 => 0x7c00,
        -14..=15 if mantissa.trailing_zeros() >= DROPPED => {
            u32::try_from(exponent + 15).ok()? << 10 | mantissa >> DROPPED
        }
        // Without the leading one that others have: 1.mantissa × 2^exponent is a multiple of 2^-24.
        -24..=-15 => {
            let whole = 0x80_0000 | mantissa;
            let shift = u32::try_from(-1 - exponent).ok()?;
            if whole.trailing_zeros() < shift {
                return None;
            }
            whole >> shift
        }
        _ => return None,
    };
    u16::try_from(size).ok().map(|size| sign | size)
}

/// The number of these 16 bits.
pub(in super::super) fn from_half(bits: u16) -> f64 {
    let mantissa = f64::from(bits & 0x3ff);
    let size = match bits >> 10 & 0x1f {
        0 => mantissa * 2_f64.powi(-24),
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        exponent => (1024.0 + mantissa) * 2_f64.powi(i32::from(exponent) - 25),
    };
    if bits & 0x8000 == 0 { size } else { -size }
}
