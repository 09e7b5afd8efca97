using System.Runtime.InteropServices;
using Kindline.Engine.Routing;

namespace Kindline.Engine.Simulation;

/// <summary>
/// One number for a whole sequence of effects, the same in every process (FNV-1a, 64 bits): two runs that decided the same have the
/// same digest.
/// </summary>
internal sealed class EffectsDigest
{
    private const ulong Prime = 1099511628211;

    public ulong Value { get; private set; } = 14695981039346656037;

    public void Add(FloorEffect effect)
    {
        switch (effect)
        {
            case FloorEffect.Offered e:
                Add(1, e.Interaction.Value, e.Agent.Value, e.Until.UtcTicks, null);
                break;
            case FloorEffect.OfferWithdrawn e:
                Add(2, e.Interaction.Value, e.Agent.Value, 0, e.Reason);
                break;
            case FloorEffect.Overflowed e:
                Add(3, e.Interaction.Value, e.Queue.Value, (long)e.Reason, null);
                break;
            case FloorEffect.AgentChanged e:
                Add(4, e.Agent.Value, Guid.Empty, ((long)e.From << 8) | (long)e.To, e.Reason);
                Add(e.At.UtcTicks);
                break;
            case FloorEffect.Refused e:
                Add(5, Guid.Empty, Guid.Empty, 0, e.Why);
                break;
        }
    }

    private void Add(long kind, Guid first, Guid second, long number, string? text)
    {
        Add(kind);
        Add(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in first)));
        Add(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in second)));
        Add(number);
        Add(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private void Add(long number) => Add(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in number)));

    private void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            Value = (Value ^ value) * Prime;
        }
    }
}
