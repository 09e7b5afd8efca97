using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DayTargetsAndOwnKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AgentTalks_AgentId",
                table: "AgentTalks");

            migrationBuilder.AddColumn<string>(
                name: "OwnKeys",
                table: "AspNetUsers",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MetricTargets",
                columns: table => new
                {
                    PracticeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Metric = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Value = table.Column<decimal>(type: "numeric(9,2)", precision: 9, scale: 2, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MetricTargets", x => new { x.PracticeId, x.Metric });
                });

            migrationBuilder.CreateIndex(
                name: "IX_AgentTalks_AgentId_StartedAt",
                table: "AgentTalks",
                columns: new[] { "AgentId", "StartedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MetricTargets");

            migrationBuilder.DropIndex(
                name: "IX_AgentTalks_AgentId_StartedAt",
                table: "AgentTalks");

            migrationBuilder.DropColumn(
                name: "OwnKeys",
                table: "AspNetUsers");

            migrationBuilder.CreateIndex(
                name: "IX_AgentTalks_AgentId",
                table: "AgentTalks",
                column: "AgentId");
        }
    }
}
