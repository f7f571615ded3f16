namespace MemMap.Tests;

/// <summary>An element of 12 bytes: no vector's size, and more than a word.</summary>
internal record struct Triple(int First, int Second, int Third);
