namespace MemMap.Reductions.Ordering;

/// <content>Keeps elements.</content>
internal sealed unsafe partial class IntervalVisitor<T>
{
    private bool Open(int owner)
    {
        Keeper* keeper = _keepers + owner;
        Close(owner);
        keeper->Next = _pass.Arena!.Take(owner, out keeper->Chunk);
        keeper->Left = keeper->Next == null ? -1 : _pass.Arena.Chunk;
        return !keeper->IsFull;
    }

    // What is not kept whole was not kept.
    private void Close(int owner)
    {
        Keeper* keeper = _keepers + owner;
        if (keeper->IsFull)
        {
            _pass.Shifts[owner] = AskedInterval.Whole;
        }
        else if (keeper->Next != null)
        {
            _pass.Arena!.Close(keeper->Chunk, _pass.Arena.Chunk - keeper->Left);
        }
    }

    // Where the next element of an interval is kept, and for how many there is room in its chunk.
    private struct Keeper
    {
        public T* Next;
        public int Left;
        public int Chunk;

        public readonly bool IsFull => Left < 0;
    }
}
