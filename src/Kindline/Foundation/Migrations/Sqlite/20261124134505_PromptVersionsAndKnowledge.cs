using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 16,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Prompts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "ChangedBy",
                table: "Prompts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EndsAt",
                table: "Prompts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RestoredFrom",
                table: "Prompts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Seconds",
                table: "Prompts",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "Prompts",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "StartsAt",
                table: "Prompts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "WithdrawnAt",
                table: "Prompts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "PK_Prompts",
                table: "Prompts",
                columns: new[] { "PracticeId", "Kind", "Line", "Version" });

            migrationBuilder.CreateTable(
                name: "CardReports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CardId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ReportedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReportedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CardReports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "KnowledgeCards",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Line = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Location = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Provider = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ExpiryToldOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeletedAt = table.Column<long>(type: "INTEGER", nullable: true)
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
