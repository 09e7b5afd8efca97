using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Postgres
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
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Allowed = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Denied = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    CallsPerUser = table.Column<int>(type: "integer", nullable: false),
                    CallsOfCentre = table.Column<int>(type: "integer", nullable: false),
                    MinutesPerUser = table.Column<int>(type: "integer", nullable: false),
                    MinutesOfCentre = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutsideLimits", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SipAccess",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Denied = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    AllowedOnly = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
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
