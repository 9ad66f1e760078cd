using System.Security.Cryptography;

namespace KieSaaS.Data;

/// <summary>
/// The one directory that holds an installation's own state: the embedded database, stored files, secrets made at the first
/// start, ports. Only its owner can read it.
/// </summary>
public sealed class DataDirectory
{
    /// <summary>Makes the directory if it is not there.</summary>
    public DataDirectory(string root)
    {
        Root = Path.GetFullPath(root);
        Make(Root);
    }

    /// <summary>The absolute path.</summary>
    public string Root { get; }

    /// <summary>A folder below the root, made if it is not there.</summary>
    public string Folder(string name)
    {
        var path = Path.Combine(Root, name);
        Make(path);
        return path;
    }

    /// <summary>The path of a file below the root.</summary>
    public string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A random secret of 32 bytes as 64 hex digits, made once and kept under this name.</summary>
    public string Secret(string name)
    {
        var path = Path.Combine(Folder("secrets"), name);
        for (var attempt = 0; ; attempt++)
        {
            if (System.IO.File.Exists(path))
            {
                return System.IO.File.ReadAllText(path).Trim();
            }

            try
            {
                // Written aside and moved without overwriting: of two processes that start at once, one secret wins for both.
                var draft = $"{path}.{Guid.NewGuid():n}";
                System.IO.File.WriteAllText(draft, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
                Restrict(draft);
                System.IO.File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (attempt < 3 && System.IO.File.Exists(path))
            {
                // The other process was first.
            }
        }
    }

    private static void Make(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void Restrict(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
