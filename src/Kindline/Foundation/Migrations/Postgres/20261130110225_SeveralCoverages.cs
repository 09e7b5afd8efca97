using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Kindline.Foundation.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SeveralCoverages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "CoveredFrom",
                table: "Patients",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "CoveredUntil",
                table: "Patients",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "GroupNumber",
                table: "Patients",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PolicyHolder",
                table: "Patients",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PatientCoverages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PatientId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Payer = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Plan = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    MemberId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    GroupNumber = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    PolicyHolder = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    FromOn = table.Column<DateOnly>(type: "date", nullable: true),
                    UntilOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PatientCoverages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PatientCoverages_Patients_PatientId",
                        column: x => x.PatientId,
                        principalTable: "Patients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PatientCoverages_PatientId",
                table: "PatientCoverages",
                column: "PatientId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PatientCoverages");

            migrationBuilder.DropColumn(
                name: "CoveredFrom",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "CoveredUntil",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "GroupNumber",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "PolicyHolder",
                table: "Patients");
        }
    }
}
