using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TrunkTransport : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Authority",
                table: "Trunks",
                type: "TEXT",
                maxLength: 40000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Transport",
                table: "Trunks",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Udp");

            migrationBuilder.Sql("UPDATE \"Trunks\" SET \"Transport\" = CASE WHEN \"Tcp\" THEN 'Tcp' ELSE 'Udp' END");

            migrationBuilder.DropColumn(
                name: "Tcp",
                table: "Trunks");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Tcp",
                table: "Trunks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE \"Trunks\" SET \"Tcp\" = (\"Transport\" <> 'Udp')");

            migrationBuilder.DropColumn(
                name: "Authority",
                table: "Trunks");

            migrationBuilder.DropColumn(
                name: "Transport",
                table: "Trunks");
        }
    }
}
