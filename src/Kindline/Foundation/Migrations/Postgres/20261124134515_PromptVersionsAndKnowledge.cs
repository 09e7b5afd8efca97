using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PromptVersionsAndKnowledge : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_Prompts",
                table: "Prompts");

            migrationBuilder.AddColumn<string>(
                name: "Line",
                table: "Prompts",
                type: "character varying(16)",
                maxLength: 16,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Prompts",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "ChangedBy",
                table: "Prompts",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EndsAt",
                table: "Prompts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RestoredFrom",
                table: "Prompts",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Seconds",
                table: "Prompts",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "Prompts",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "StartsAt",
                table: "Prompts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "WithdrawnAt",
                table: "Prompts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "PK_Prompts",
                table: "Prompts",
                columns: new[] { "PracticeId", "Kind", "Line", "Version" });

            migrationBuilder.CreateTable(
                name: "CardReports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CardId = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkItemId = table.Column<Guid>(type: "uuid", nullable: false),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    ReportedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    ReportedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardReports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "KnowledgeCards",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PracticeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Line = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: true),
                    Location = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Provider = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Body = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ExpiryToldOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ChangedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    DeletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnowledgeCards", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CardReports_CardId",
                table: "CardReports",
                column: "CardId");

            migrationBuilder.CreateIndex(
                name: "IX_KnowledgeCards_PracticeId",
                table: "KnowledgeCards",
                column: "PracticeId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CardReports");

            migrationBuilder.DropTable(
                name: "KnowledgeCards");

            migrationBuilder.DropPrimaryKey(
                name: "PK_Prompts",
                table: "Prompts");

            migrationBuilder.DropColumn(
                name: "Line",
                table: "Prompts");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Prompts");

            migrationBuilder.DropColumn(
                name: "ChangedBy",
                table: "Prompts");

            migrationBuilder.DropColumn(
                name: "EndsAt",
                table: "Prompts");

            migrationBuilder.DropColumn(
                name: "RestoredFrom",
                table: "Prompts");

            migrationBuilder.DropColumn(
                name: "Seconds",
                table: "Prompts");

            migrationBuilder.DropColumn(
                name: "Source",
                table: "Prompts");

            migrationBuilder.DropColumn(
                name: "StartsAt",
                table: "Prompts");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "Prompts");

            migrationBuilder.AddPrimaryKey(
                name: "PK_Prompts",
                table: "Prompts",
                columns: new[] { "PracticeId", "Kind" });
        }
    }
}
