using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Kindline.Foundation.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class HiddenRecordsAndScripts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Patients_MergedIntoId",
                table: "Patients");

            migrationBuilder.DropIndex(
                name: "IX_Patients_ReferredById",
                table: "Patients");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AssignedAt",
                table: "Patients",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AssignedTo",
                table: "Patients",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ChartAsOf",
                table: "Patients",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ChartNotes",
                table: "Patients",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: true);

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
                name: "Medications",
                table: "Patients",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PolicyHolder",
                table: "Patients",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Vip",
                table: "Patients",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Confidential",
                table: "Appointments",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "AppointmentRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PracticeId = table.Column<Guid>(type: "uuid", nullable: false),
                    PatientId = table.Column<Guid>(type: "uuid", nullable: false),
                    SenderId = table.Column<Guid>(type: "uuid", nullable: true),
                    Source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    VisitTypeId = table.Column<Guid>(type: "uuid", nullable: true),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: true),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    StateAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    HandledAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AppointmentId = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppointmentRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AppointmentRequests_Appointments_AppointmentId",
                        column: x => x.AppointmentId,
                        principalTable: "Appointments",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_AppointmentRequests_Organisations_SenderId",
                        column: x => x.SenderId,
                        principalTable: "Organisations",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_AppointmentRequests_Patients_PatientId",
                        column: x => x.PatientId,
                        principalTable: "Patients",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AppointmentRequests_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_AppointmentRequests_VisitTypes_VisitTypeId",
                        column: x => x.VisitTypeId,
                        principalTable: "VisitTypes",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ContactNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PracticeId = table.Column<Guid>(type: "uuid", nullable: false),
                    PatientId = table.Column<Guid>(type: "uuid", nullable: false),
                    Way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    To = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Changed = table.Column<List<string>>(type: "text[]", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Forbidden = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ToldAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ToldBy = table.Column<Guid>(type: "uuid", nullable: true),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContactNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContactNotices_Practices_PracticeId",
                        column: x => x.PracticeId,
                        principalTable: "Practices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "GuardedOpenings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PracticeId = table.Column<Guid>(type: "uuid", nullable: false),
                    PatientId = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    InteractionId = table.Column<Guid>(type: "uuid", nullable: true),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndsAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReviewedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    ReviewedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ReviewNote = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GuardedOpenings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GuardedOpenings_Practices_PracticeId",
                        column: x => x.PracticeId,
                        principalTable: "Practices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "IndexesAside",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Statement = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IndexesAside", x => x.Name);
                });

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

            migrationBuilder.CreateTable(
                name: "RecordLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PracticeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Template = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    RetiredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecordLinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Scripts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PracticeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    QueueId = table.Column<Guid>(type: "uuid", nullable: true),
                    Direction = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Text = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    RetiredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Scripts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Scripts_Practices_PracticeId",
                        column: x => x.PracticeId,
                        principalTable: "Practices",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RequestChanges",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<Guid>(type: "uuid", nullable: false),
                    Note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    AppointmentId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestChanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RequestChanges_AppointmentRequests_RequestId",
                        column: x => x.RequestId,
                        principalTable: "AppointmentRequests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_RequestChanges_Appointments_AppointmentId",
                        column: x => x.AppointmentId,
                        principalTable: "Appointments",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_Patients_AssignedTo",
                table: "Patients",
                column: "AssignedTo",
                filter: "\"AssignedTo\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Patients_MergedIntoId",
                table: "Patients",
                column: "MergedIntoId",
                filter: "\"MergedIntoId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Patients_ReferredById",
                table: "Patients",
                column: "ReferredById",
                filter: "\"ReferredById\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AppointmentRequests_AppointmentId",
                table: "AppointmentRequests",
                column: "AppointmentId");

            migrationBuilder.CreateIndex(
                name: "IX_AppointmentRequests_PatientId_ReceivedAt",
                table: "AppointmentRequests",
                columns: new[] { "PatientId", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AppointmentRequests_PracticeId_HandledAt_ReceivedAt",
                table: "AppointmentRequests",
                columns: new[] { "PracticeId", "HandledAt", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AppointmentRequests_ProviderId",
                table: "AppointmentRequests",
                column: "ProviderId");

            migrationBuilder.CreateIndex(
                name: "IX_AppointmentRequests_SenderId",
                table: "AppointmentRequests",
                column: "SenderId");

            migrationBuilder.CreateIndex(
                name: "IX_AppointmentRequests_VisitTypeId",
                table: "AppointmentRequests",
                column: "VisitTypeId");

            migrationBuilder.CreateIndex(
                name: "IX_ContactNotices_PatientId_CreatedAt",
                table: "ContactNotices",
                columns: new[] { "PatientId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ContactNotices_PracticeId_CreatedAt",
                table: "ContactNotices",
                columns: new[] { "PracticeId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_GuardedOpenings_PatientId_UserId_InteractionId",
                table: "GuardedOpenings",
                columns: new[] { "PatientId", "UserId", "InteractionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GuardedOpenings_PracticeId_ReviewedAt",
                table: "GuardedOpenings",
                columns: new[] { "PracticeId", "ReviewedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_GuardedOpenings_UserId_EndsAt",
                table: "GuardedOpenings",
                columns: new[] { "UserId", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PatientCoverages_PatientId",
                table: "PatientCoverages",
                column: "PatientId");

            migrationBuilder.CreateIndex(
                name: "IX_RecordLinks_PracticeId",
                table: "RecordLinks",
                column: "PracticeId");

            migrationBuilder.CreateIndex(
                name: "IX_RequestChanges_AppointmentId",
                table: "RequestChanges",
                column: "AppointmentId");

            migrationBuilder.CreateIndex(
                name: "IX_RequestChanges_RequestId",
                table: "RequestChanges",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_Scripts_PracticeId",
                table: "Scripts",
                column: "PracticeId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ContactNotices");

            migrationBuilder.DropTable(
                name: "GuardedOpenings");

            migrationBuilder.DropTable(
                name: "IndexesAside");

            migrationBuilder.DropTable(
                name: "PatientCoverages");

            migrationBuilder.DropTable(
                name: "RecordLinks");

            migrationBuilder.DropTable(
                name: "RequestChanges");

            migrationBuilder.DropTable(
                name: "Scripts");

            migrationBuilder.DropTable(
                name: "AppointmentRequests");

            migrationBuilder.DropIndex(
                name: "IX_Patients_AssignedTo",
                table: "Patients");

            migrationBuilder.DropIndex(
                name: "IX_Patients_MergedIntoId",
                table: "Patients");

            migrationBuilder.DropIndex(
                name: "IX_Patients_ReferredById",
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
                name: "CoveredFrom",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "CoveredUntil",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "GroupNumber",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "Medications",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "PolicyHolder",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "Vip",
                table: "Patients");

            migrationBuilder.DropColumn(
                name: "Confidential",
                table: "Appointments");

            migrationBuilder.CreateIndex(
                name: "IX_Patients_MergedIntoId",
                table: "Patients",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_Patients_ReferredById",
                table: "Patients",
                column: "ReferredById");
        }
    }
}
