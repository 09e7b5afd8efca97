using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kindline.Foundation.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PatientsWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AssignedAt",
                table: "Patients",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AssignedTo",
                table: "Patients",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ChartAsOf",
                table: "Patients",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ChartNotes",
                table: "Patients",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Medications",
                table: "Patients",
                type: "TEXT",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Patients_AssignedTo",
                table: "Patients",
                column: "AssignedTo");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Patients_AssignedTo",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "AssignedAt",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "AssignedTo",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "ChartAsOf",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "ChartNotes",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "Medications",
                table: "Patients");
        }
    }
}
