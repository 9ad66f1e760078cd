System.Console.WriteLine("Usage: admissions | startup | pdf");
