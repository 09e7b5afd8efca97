using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CallerRights : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Rights",
                table: "Subjects",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "All");

            migrationBuilder.CreateTable(
                name: "VerificationRules",
                columns: table => new
                {
                    PracticeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Speaker = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Needed = table.Column<int>(type: "integer", nullable: false),
                    Counts = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Rights = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VerificationRules", x => new { x.PracticeId, x.Speaker });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "VerificationRules");

            migrationBuilder.DropColumn(
                name: "Rights",
                table: "Subjects");
        }
    }
}
