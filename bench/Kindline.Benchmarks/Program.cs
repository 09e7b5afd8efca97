Console.Error.WriteLine("usage: Kindline.Benchmarks NAME [--quick]"); return 2;
