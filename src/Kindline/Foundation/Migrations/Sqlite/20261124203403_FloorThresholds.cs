using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FloorThresholds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "FloorThresholds",
                columns: table => new
                {
                    PracticeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WrapUpSeconds = table.Column<int>(type: "INTEGER", nullable: false),
                    HoldSeconds = table.Column<int>(type: "INTEGER", nullable: false),
                    CallSeconds = table.Column<int>(type: "INTEGER", nullable: false),
                    MissedOffers = table.Column<int>(type: "INTEGER", nullable: false),
                    LongestWaitSeconds = table.Column<int>(type: "INTEGER", nullable: false),
                    Waiting = table.Column<int>(type: "INTEGER", nullable: false),
                    Percent = table.Column<int>(type: "INTEGER", nullable: false),
                    ShowsListening = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FloorThresholds", x => x.PracticeId);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FloorThresholds");
        }
    }
}
