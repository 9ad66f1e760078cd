#!/usr/bin/env bash
# Until the first release the schema is one initial migration: this writes it anew from the model.
# The hand-written part (grants, policies, functions) stands in migrations/Sql and is applied by the Security migration.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -f migrations/Migrations/*_Initial.cs migrations/Migrations/*_Initial.Designer.cs migrations/Migrations/AppDbContextModelSnapshot.cs
dotnet ef migrations add Initial --project migrations --startup-project migrations --context AppDbContext --output-dir Migrations
for file in migrations/Migrations/*_Initial.cs migrations/Migrations/*_Initial.Designer.cs; do
  mv "$file" "$(dirname "$file")/20261121000000_Initial${file##*_Initial}"
done
sed -i -E 's/\[Migration\("[0-9]+_Initial"\)\]/[Migration("20261121000000_Initial")]/' migrations/Migrations/20261121000000_Initial.Designer.cs
