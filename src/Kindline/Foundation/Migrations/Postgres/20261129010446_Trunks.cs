using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Trunks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "AskSeconds",
                table: "Trunks",
                type: "integer",
                nullable: false,
                defaultValue: 30);

            migrationBuilder.AddColumn<string>(
                name: "Domain",
                table: "Trunks",
                type: "character varying(253)",
                maxLength: 253,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Priority",
                table: "Trunks",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "RedirectHosts",
                table: "Trunks",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "Registers",
                table: "Trunks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "SilentSeconds",
                table: "Trunks",
                type: "integer",
                nullable: false,
                defaultValue: 4);

            migrationBuilder.AddColumn<bool>(
                name: "Tcp",
                table: "Trunks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "UnavailableGoesOn",
                table: "Trunks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Weight",
                table: "Trunks",
                type: "integer",
                nullable: false,
                defaultValue: 1);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AskSeconds",
                table: "Trunks");

            migrationBuilder.DropColumn(
                name: "Domain",
                table: "Trunks");

            migrationBuilder.DropColumn(
                name: "Priority",
                table: "Trunks");

            migrationBuilder.DropColumn(
                name: "RedirectHosts",
                table: "Trunks");

            migrationBuilder.DropColumn(
                name: "Registers",
                table: "Trunks");

            migrationBuilder.DropColumn(
                name: "SilentSeconds",
                table: "Trunks");

            migrationBuilder.DropColumn(
                name: "Tcp",
                table: "Trunks");

            migrationBuilder.DropColumn(
                name: "UnavailableGoesOn",
                table: "Trunks");

            migrationBuilder.DropColumn(
                name: "Weight",
                table: "Trunks");
        }
    }
}
