using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Postgres
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
                    PracticeId = table.Column<Guid>(type: "uuid", nullable: false),
                    WrapUpSeconds = table.Column<int>(type: "integer", nullable: false),
                    HoldSeconds = table.Column<int>(type: "integer", nullable: false),
                    CallSeconds = table.Column<int>(type: "integer", nullable: false),
                    MissedOffers = table.Column<int>(type: "integer", nullable: false),
                    LongestWaitSeconds = table.Column<int>(type: "integer", nullable: false),
                    Waiting = table.Column<int>(type: "integer", nullable: false),
                    Percent = table.Column<int>(type: "integer", nullable: false),
                    ShowsListening = table.Column<bool>(type: "boolean", nullable: false)
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
