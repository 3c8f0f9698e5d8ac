package io.cartulary.command.importing.row;

/// A row as it stands in the file.
public record RawRow(long number, String content) implements FileRow {}
