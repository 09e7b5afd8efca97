using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class GuardAndOutsideLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "OutsideLimits",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Allowed = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Denied = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    CallsPerUser = table.Column<int>(type: "INTEGER", nullable: false),
                    CallsOfCentre = table.Column<int>(type: "INTEGER", nullable: false),
                    MinutesPerUser = table.Column<int>(type: "INTEGER", nullable: false),
                    MinutesOfCentre = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutsideLimits", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SipAccess",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Denied = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    AllowedOnly = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SipAccess", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OutsideLimits");

            migrationBuilder.DropTable(
                name: "SipAccess");
        }
    }
}
