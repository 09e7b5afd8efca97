namespace Kindline.Voice.Sip.Transport;

/// <summary>A connection of ours was not made, and it is known why.</summary>
internal sealed class ConnectFaultException(ConnectFault fault, Exception? inner) : IOException(fault.ToString(), inner)
{
    public ConnectFault Fault => fault;
}
