#pragma once
// What a text names, for comparison: `fd00::5` and `FD00:0::5`, `/dev/vg/lv` and `/dev/mapper/vg-lv`, `/srv/a/` and
// `/srv//a` are each one thing. Two texts name the same when their normal forms are equal. A normal form is for
// comparison only: messages and files show what was written. Every function gives a text that is no such name back as
// it stands, and gives its own result back unchanged.

#include <string>
#include <string_view>

namespace hale::model {

/// An address without its prefix length, in canonical text (RFC 5952): one host, whatever net it is said with.
std::string normal_address(std::string_view text);

/// A path without empty and `.` components and without a slash at the end. `..` stays: what it means depends on
/// symbolic links. A relative path stays relative.
std::string normal_path(std::string_view text);

/// A block device, or what else is mounted. A logical volume has one form for `/dev/VG/LV` and `/dev/mapper/VG-LV`, in
/// which device mapper writes `-` in either name as `--` (lvm(8)); `UUID=`, `LABEL=`, `PARTUUID=` and `PARTLABEL=`
/// are the links under `/dev/disk` that udev makes for them; `host:/path` has its path in normal form; `//server/share`
/// (CIFS) keeps both slashes.
std::string normal_device(std::string_view text);

}  // namespace hale::model
