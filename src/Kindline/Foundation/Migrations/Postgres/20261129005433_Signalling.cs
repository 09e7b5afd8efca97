using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Signalling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SignallingLegs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    InteractionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Party = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Seconds = table.Column<double>(type: "double precision", nullable: false),
                    Answer = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Failed = table.Column<bool>(type: "boolean", nullable: false),
                    Left = table.Column<int>(type: "integer", nullable: false),
                    Messages = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignallingLegs", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SignallingLegs_InteractionId",
                table: "SignallingLegs",
                column: "InteractionId");

            migrationBuilder.CreateIndex(
                name: "IX_SignallingLegs_StartedAt",
                table: "SignallingLegs",
                column: "StartedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SignallingLegs");
        }
    }
}
