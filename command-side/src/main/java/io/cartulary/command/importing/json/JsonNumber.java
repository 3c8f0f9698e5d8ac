package io.cartulary.command.importing.json;

/// A number as its digits stand in the file.
record JsonNumber(String digits) {}
