//! Which wheels run in Lambda: those that the artifact's build takes with `--python-platform`.

/// Processor, C library and Python of the functions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Platform {
    /// As wheels name it: `x86_64`, `aarch64`.
    pub(crate) machine: &'static str,
    /// The minor version of Python 3.
    pub(crate) minor: u8,
}

/// The version of glibc that wheels are taken for, as a minor of 2. Amazon Linux 2, under Python 3.10 and 3.11, has 2.26, and uv knows no platform between
/// 2.17 and 2.28; Amazon Linux 2023, under the newer ones, has 2.34. Source: Lambda Developer Guide, "Lambda runtimes", 2026-11.
pub fn glibc(python_minor: u8) -> u8 {
    if python_minor >= 12 { 34 } else { 17 }
}

impl Platform {
    /// `arch` is Lambda's word: `x86_64` or `arm64`.
    pub(crate) fn lambda(arch: &str, minor: u8) -> Platform {
        Platform { machine: if arch == "arm64" { "aarch64" } else { "x86_64" }, minor }
    }

    /// For messages: `Linux arm64 (Python 3.12)`.
    pub(crate) fn name(&self) -> String {
        let arch = if self.machine == "aarch64" { "arm64" } else { self.machine };
        format!("Linux {arch} (Python 3.{})", self.minor)
    }

    /// Whether a wheel of this file name runs here. Source: PyPA, "Platform compatibility tags"; PEP 425, 513, 571, 599, 600.
    pub(crate) fn takes(&self, wheel: &str) -> bool {
        let Some(stem) = wheel.strip_suffix(".whl") else { return false };
        let mut parts = stem.rsplit('-');
        let (Some(platforms), Some(abis), Some(pythons)) = (parts.next(), parts.next(), parts.next()) else { return false };
        platforms.split('.').any(|tag| self.takes_platform(tag))
            && pythons.split('.').any(|python| abis.split('.').any(|abi| self.takes_python(python, abi)))
    }

    fn takes_platform(&self, tag: &str) -> bool {
        if tag == "any" {
            return true;
        }
        let Some(rest) = tag.strip_suffix(self.machine).and_then(|rest| rest.strip_suffix('_')) else { return false };
        // manylinux1 and manylinux2010 are of x86 alone; 2014 is where the others begin.
        let glibc_of_tag = match rest {
            "linux" => return true,
            "manylinux1" => Some(5),
            "manylinux2010" => Some(12),
            "manylinux2014" => Some(17),
            _ => rest.strip_prefix("manylinux_2_").and_then(|minor| minor.parse().ok()),
        };
        let lowest = if self.machine == "x86_64" { 5 } else { 17 };
        glibc_of_tag.is_some_and(|minor: u8| (lowest..=glibc(self.minor)).contains(&minor))
    }

    fn takes_python(&self, python: &str, abi: &str) -> bool {
        let Some((implementation, version)) = python.split_at_checked(2) else { return false };
        let minor = match version.strip_prefix('3') {
            Some("") => 0,
            Some(minor) => match minor.parse::<u8>() {
                Ok(minor) => minor,
                Err(_) => return false,
            },
            None => return false,
        };
        let same = minor == self.minor;
        match (implementation, abi) {
            ("cp", "abi3") => minor <= self.minor,
            ("cp", "none") => same,
            ("cp", abi) => same && abi == python,
            ("py", "none") => minor <= self.minor,
            _ => false,
        }
    }
}

/// Whether a wheel runs everywhere.
pub(crate) fn is_pure(wheel: &str) -> bool {
    wheel.ends_with("-any.whl")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wheels_are_taken_by_their_tags() {
        let (intel, old, arm) = (Platform::lambda("x86_64", 12), Platform::lambda("x86_64", 11), Platform::lambda("arm64", 13));
        let table: &[(&str, bool, bool, bool)] = &[
            ("django-5.2-py3-none-any.whl", true, true, true),
            ("six-1.17.0-py2.py3-none-any.whl", true, true, true),
            ("a-1-py2-none-any.whl", false, false, false),
            ("a-1-py312-none-any.whl", true, false, true),
            ("a-1-cp312-none-any.whl", true, false, false),
            ("a-1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", true, false, false),
            ("a-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", false, true, false),
            ("a-1-cp311-cp311-manylinux_2_28_x86_64.whl", false, false, false),
            ("a-1-cp312-cp312-manylinux_2_28_x86_64.whl", true, false, false),
            ("a-1-cp312-cp312-manylinux_2_35_x86_64.whl", false, false, false),
            ("a-1-cp39-abi3-manylinux_2_17_x86_64.whl", true, true, false),
            ("a-1-cp313-abi3-manylinux_2_28_aarch64.whl", false, false, true),
            ("a-1-cp37-abi3-manylinux_2_17_aarch64.manylinux2014_aarch64.whl", false, false, true),
            ("a-1-cp313-cp313-manylinux1_aarch64.whl", false, false, false),
            ("a-1-cp312-cp312-manylinux1_x86_64.whl", true, false, false),
            ("a-1-cp312-cp312-musllinux_1_2_x86_64.whl", false, false, false),
            ("a-1-cp312-cp312-linux_x86_64.whl", true, false, false),
            ("a-1-cp313-cp313t-manylinux_2_28_aarch64.whl", false, false, false),
            ("a-1-cp312-cp312-win_amd64.whl", false, false, false),
            ("a-1-cp312-cp312-macosx_11_0_arm64.whl", false, false, false),
            ("a-1-pp310-pypy310_pp73-manylinux_2_17_x86_64.whl", false, false, false),
            ("a-1-2-py3-none-manylinux_2_5_x86_64.whl", true, true, false),
            ("nonsense.whl", false, false, false),
            ("a-1.tar.gz", false, false, false),
        ];
        for (wheel, on_intel, on_old, on_arm) in table {
            assert_eq!((intel.takes(wheel), old.takes(wheel), arm.takes(wheel)), (*on_intel, *on_old, *on_arm), "{wheel}");
        }
    }
}
