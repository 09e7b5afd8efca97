using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OutsideSpend : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Limits that stand must not become nought: nobody could call.
            migrationBuilder.AddColumn<int>(
                name: "DollarsOfCentre",
                table: "OutsideLimits",
                type: "integer",
                nullable: false,
                defaultValue: 250);

            migrationBuilder.AddColumn<int>(
                name: "DollarsPerUser",
                table: "OutsideLimits",
                type: "integer",
                nullable: false,
                defaultValue: 25);

            migrationBuilder.AddColumn<string>(
                name: "Rates",
                table: "OutsideLimits",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: false,
                defaultValue: "+1=2");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "DollarsOfCentre",
                table: "OutsideLimits");

            migrationBuilder.DropColumn(
                name: "DollarsPerUser",
                table: "OutsideLimits");

            migrationBuilder.DropColumn(
                name: "Rates",
                table: "OutsideLimits");
        }
    }
}
